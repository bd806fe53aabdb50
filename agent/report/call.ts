/** Whom to call about a cause, and what to say there: in the window and on the page alike. */

import { choose, fill, type Language, type Words } from '../../checks/text.ts'
import { builtinProfileIds } from '../profile/builtin.ts'
import { labels } from './labels.ts'
import type { Report, ReportCause } from './schema.ts'

interface CallWords {
  readonly call: string
  /** Of whatever is known. */
  readonly pc: Words
  /** Of a blocker. */
  readonly stopped: string
  readonly say: string
}

const callWords: Readonly<Record<Language, CallWords>> = {
  en: {
    call: 'Call',
    pc: [
      'This is PC {host} ({source}). ',
      'This is PC {host}. ',
      'This is the PC with the address {source}. ',
      'It is about a PC of ours. ',
    ],
    stopped: 'It cannot log on to {services}. ',
    say: '“{pc}{stopped}{title}.”',
  },
  'zh-HK': {
    call: '致電',
    pc: ['這是電腦 {host}（{source}）。', '這是電腦 {host}。', '這是地址為 {source} 的電腦。', '我們有一部電腦出現問題。'],
    stopped: '它無法登入 {services}。',
    say: '「{pc}{stopped}{title}。」',
  },
}

/** Where the log-on works, nobody has to be called at once. */
export function whomLabel({ owner, severity }: Pick<ReportCause, 'owner' | 'severity'>, language: Language): string {
  return owner === 'terminal-user' || severity !== 'blocker' ? labels[language].whoMendsIt : callWords[language].call
}

/** A sentence to read out; null where nobody else mends it, and where HKEX has nothing to hear yet: what and when is in the steps then. */
export function toSay({ owner, severity, title, args }: ReportCause, { language, agent, findings, profiles }: Report): string | null {
  if (owner === 'terminal-user' || (owner === 'hkex' && severity !== 'blocker')) return null
  const words = callWords[language]
  const source = args.source ?? findings.find(({ code }) => code === 'path/connects')?.args.source
  const known = {
    // HKEX does not know the names of a site's PCs.
    host: owner === 'hkex' || agent.hostName === '' ? null : agent.hostName,
    source: typeof source === 'string' && !title.includes(source) ? source : null,
  }
  const services = profiles.filter(({ verdict }) => verdict === 'not-ready').map(({ id }) => serviceName(id))
  const stopped = severity === 'blocker' && services.length > 0 ? fill(words.stopped, { services }, language) : ''
  return fill(words.say, { pc: fill(choose(words.pc, known) ?? '', known, language), stopped, title }, language)
}

/** A profile of the site's own is called what its file calls it. */
function serviceName(id: string): string {
  return builtinProfileIds.includes(id) ? id.toUpperCase() : id
}
