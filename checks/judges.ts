/** The judges, one line each. The helpdesk imports this file too. */

import { browserJudge } from './browser/judge.ts'
import type { CheckId, Judge } from './check.ts'
import { clockJudge } from './clock/judge.ts'
import { dnsJudge } from './dns/judge.ts'
import { hostJudge } from './host/judge.ts'
import { pageJudge } from './page/judge.ts'
import { pathJudge } from './path/judge.ts'
import { proxyJudge } from './proxy/judge.ts'
import { smartcardJudge } from './smartcard/judge.ts'
import { tlsJudge } from './tls/judge.ts'

export const judges = {
  host: hostJudge,
  dns: dnsJudge,
  path: pathJudge,
  proxy: proxyJudge,
  tls: tlsJudge,
  clock: clockJudge,
  page: pageJudge,
  browser: browserJudge,
  smartcard: smartcardJudge,
} satisfies { [I in CheckId]: Judge<I> }
