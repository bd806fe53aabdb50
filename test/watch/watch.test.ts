import { describe, expect, test } from 'vitest'
import { parseFlags } from '../../agent/cli/flags.ts'
import type { Until } from '../../agent/cli/repeat-flags.ts'
import { createLog } from '../../agent/output/log.ts'
import type { Configuration } from '../../agent/profile/load.ts'
import type { Report } from '../../agent/report/schema.ts'
import type { Round, Stopped } from '../../agent/watch/round.ts'
import { watch } from '../../agent/watch/watch.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { reportOf } from '../formats/reports.ts'
import { emptySettings } from '../support/context.ts'

/** What a check at this moment sees, with the browser and without it. */
interface Moment {
  readonly whole: Report
  readonly light: Report
}

const ready = await reportOf('healthy')
const hosts = await reportOf('dns-hosts-override')
const silent = await reportOf('dns-both-silent')
const attention = await reportOf('dns-alternate-silent')
const undetermined = (await reportOf('browser-page-fails')) satisfies Report
const both = (report: Report): Moment => ({ whole: report, light: report })

interface Watched {
  /** w: with the browser, l: without it; a blank where the next moment begins. */
  readonly rounds: string
  readonly lines: readonly string[]
  readonly bells: number
  readonly ended: Round | Stopped
}

/** Watches a world that is another at each moment; Ctrl-C comes behind the last. */
async function watched(moments: readonly Moment[], until: Until | null, ...flags: readonly string[]): Promise<Watched> {
  const parsed = await parseFlags(flags, { version: '1', language: 'en' })
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  const configuration = { settings: { ...emptySettings, browser: 'on' }, site: { contacts: {} }, profiles: [] } as unknown as Configuration
  const interruption = new AbortController()
  const lines: string[] = []
  let [rounds, moment, bells] = ['', 0, 0]
  const terminal = {
    stdout: {
      write(text: string) {
        lines.push(text.trimEnd())
        if (!/^\d\d:\d\d:\d\d /.test(text)) return
        rounds += ' '
        moment += 1
        if (moment === moments.length) interruption.abort()
      },
    },
    stderr: { write: (text: string) => void lines.push(text) },
    progress: { write: (text: string) => (bells += text === '\u0007' ? 1 : 100) } as unknown as NodeJS.WriteStream,
    colours: false,
    columns: 60,
    interrupted: interruption.signal,
  }
  const watching = {
    options: parsed.options,
    configuration,
    language: 'en',
    io: injectedIo({}),
    terminal,
    watch: { everyMs: 1, until },
  } as const
  const ended = await watch(watching, async ({ settings }) => {
    const kind = settings.browser === 'on' ? 'whole' : 'light'
    rounds += kind.charAt(0)
    const report = moments[moment]?.[kind]
    if (report === undefined) throw new Error('there is no such moment')
    const outcome = { report, evidence: {}, findings: [], missing: {}, runs: [], startedAtMs: 0, elapsedMs: 1, attachments: new Map() }
    return { outcome, log: createLog(() => 0) }
  })
  return { rounds: rounds.trim(), lines, bells, ended }
}

const verdictOf = ({ ended }: Watched) => ('outcome' in ended ? ended.outcome.report.verdict : 'stopped')

describe('when it ends', () => {
  test('at once where it is ready', async () => {
    const seen = await watched([both(ready)], 'ready')
    expect([verdictOf(seen), seen.rounds, seen.bells]).toEqual(['ready', 'w', 1])
  })

  test('--until ready: not at ATTENTION', async () => {
    const seen = await watched([both(hosts), both(attention), both(ready)], 'ready')
    expect([verdictOf(seen), seen.rounds]).toEqual(['ready', 'w lw lw'])
    expect(seen.bells).toBe(2)
  })

  test('--until attention: at ATTENTION', async () => {
    expect(verdictOf(await watched([both(hosts), both(attention)], 'attention'))).toBe('attention')
  })

  test('--until change: at another verdict, or another cause of the same', async () => {
    const seen = await watched([both(hosts), both(hosts), both(silent)], 'change')
    expect([verdictOf(seen), seen.rounds]).toEqual(['not-ready', 'w l lw'])
  })

  test('without an end, at Ctrl-C', async () => {
    const seen = await watched([both(ready), both(ready), both(hosts), both(hosts)], null)
    expect([verdictOf(seen), seen.rounds, seen.bells]).toEqual(['stopped', 'w l lw l', 1])
    expect(seen.ended).toEqual({ interrupted: [], line: 'Stopped. Checks: 4. The last one: NOT READY, 08:05:01 Hong Kong time.' })
  })
})

describe('the browser', () => {
  test('is started in the first round, and to confirm what a round without it has seen', async () => {
    const seen = await watched([both(hosts), both(hosts), both(hosts), both(ready)], 'ready')
    expect(seen.rounds).toBe('w l l lw')
  })

  test('what it alone denies does not end the watch', async () => {
    const seen = await watched([both(hosts), { light: ready, whole: undetermined }, both(ready)], 'ready')
    expect(verdictOf(seen)).toBe('ready')
    expect(seen.rounds).toBe('w lw lw')
  })

  test('where it alone sees the page, every round has it', async () => {
    const blind = { light: undetermined, whole: hosts }
    expect((await watched([blind, blind, blind, both(ready)], 'ready')).rounds).toBe('w lw w w')
  })

  test('is started in every round where that is asked for', async () => {
    expect((await watched([both(hosts), both(hosts), both(ready)], 'ready', '--browser', 'on')).rounds).toBe('w w w')
  })
})

describe('what it says', () => {
  test('one line a round, with its time, no wider than the terminal', async () => {
    const { lines } = await watched([both(hosts), both(ready)], 'ready')
    expect(lines).toEqual([
      'Checking again 0.001 s after each check, until READY.',
      'Times are Hong Kong time. Ctrl-C ends it.',
      '08:05:01  NOT READY  Line 2 of the hosts file pins sso.hke…',
      '08:05:01  READY  as seen from this PC today',
    ])
  })

  test('nothing under --silent', async () => {
    const parsed = watched([both(ready)], 'ready', '--silent')
    expect((await parsed).lines).toEqual([])
    expect((await parsed).bells).toBe(0)
  })
})
