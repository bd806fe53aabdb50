/** Runs under Wine: what the host check records of a Windows with real API and real registry. */

import { hostProbe } from '../../../checks/host/probe.ts'
import { realIo } from '../../../checks/io/real.ts'
import { probeContext } from '../../support/context.ts'
import { report } from '../../windows/programs/report.ts'

const io = realIo()

await report(async () => ({
  facts: await io.machine.system.facts(),
  adapters: await io.machine.system.adapters(),
  evidence: await hostProbe.probe(probeContext<'host'>({ io })),
}))
