/** What the killed ones have in common: two programs, what their runs recorded, a helpdesk's certificate, and two servers that mostly misbehave. */

import { generateKeyPairSync, type KeyObject, randomBytes, X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { RunFiles } from '../../agent/bundle/contents.ts'
import { readable } from '../../agent/bundle/json.ts'
import { bundle, repository } from '../../scripts/bundle.ts'
import { makeCertificate } from '../cms/recipient-certificates.ts'
import { dressed, plants, strictPlants } from '../redaction/dressed.ts'
import { readScenario } from '../scenarios/scenario.ts'
import { createHierarchy } from '../support/certificates.ts'
import { type Behaviour, type Collector, startCollector } from '../upload/servers.ts'
import type { Ending } from './kill-program.ts'

/** Nothing else in the world is called so. */
export const TOKEN = 'zq-kill-token-7f3c9a51e6d20b84'

/** Rich ones, with names of users and hosts in many places. */
const scenarios = ['healthy', 'proxy-from-script', 'browser-secure-dns-of-user', 'tls-intercepted', 'smartcard-driver-missing']
/** So large that the sender waits for a refusal, and a server that answers before it has all is told by it. */
const PICTURE_BYTES = 5_000_000

/** What a server does that does not keep what it gets, or does not say so. */
const misbehaviours: readonly Behaviour[] = [
  ...(['page', 'keep-and-drop', 'twice', 'stall', 'cut-answer', 'drop', 'garbage', 'late', 'deaf', 'continue-then-nothing'] as const),
  { status: 409, body: '{"reason":"no"}' },
  // A server that says back what it was told.
  { status: 403, body: `{"reason":"Bearer ${TOKEN} is not known here"}` },
  { status: 503, headers: { 'retry-after': '0' } },
  { status: 429 },
  { status: 401, early: true },
]
/** The share of requests that are answered as they should be: without it, no run would get far. */
const GOOD = 0.35

/** One after the other, so that in the shortest test too each of them has its turn. */
function badServer(random: () => number): () => Behaviour {
  let turn = 0
  return () => {
    if (random() < GOOD) return 'keep'
    turn += 1
    return misbehaviours[turn % misbehaviours.length] ?? 'keep'
  }
}

/** The same moments and the same servers each time, as far as several programs allow it. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface World extends AsyncDisposable {
  readonly folder: string
  /** kill-program.ts and the whole program, as they are built. */
  readonly killProgram: string
  readonly program: string
  readonly collectors: readonly Collector[]
  readonly helpdeskKey: KeyObject
  /** Servers that keep what they get, from now on, or that do what they like. */
  behave(well: boolean): void
  /** The n-th of all runs: under one policy or the other, encrypted or not, with a picture or without, to one server or the other. */
  endingOf(number: number): Ending
}

export async function makeWorld(random: () => number): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kill-test-'))
  const file = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  const build = async (entry: string, name: string) => {
    const outfile = join(folder, 'programs', name)
    await mkdir(join(folder, 'programs'), { recursive: true })
    await bundle({ entry, outfile: relative(repository, outfile) })
    return outfile
  }
  const [killProgram, program] = [
    await build('test/delivery/kill-program.ts', 'kill-program.cjs'),
    await build('agent/terminal-preflight.ts', 'terminal-preflight.cjs'),
  ]
  const runs = await Promise.all(scenarios.map(async (name) => file(`${name}.json`, JSON.stringify(await recorded(name)))))
  const { privateKey: helpdeskKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const helpdesk = await file('helpdesk.pem', new X509Certificate(await makeCertificate(publicKey)).toString())
  const picture = await file('page.png', randomBytes(PICTURE_BYTES))
  const { root, leaf } = await createHierarchy({ names: ['127.0.0.1'] })
  const ca = await file('root.pem', root.cert)
  let isGood = false
  const bad = badServer(random)
  const next = () => (isGood ? 'keep' : bad())
  const plain = await startCollector(next)
  const secure = await startCollector(next, leaf)
  return {
    ...{ folder, killProgram, program, helpdeskKey },
    collectors: [plain, secure],
    behave(well) {
      isGood = well
    },
    endingOf: (number) => ({
      run: runs[number % runs.length] ?? '',
      policy: number % 2 === 0 ? 'standard' : 'strict',
      encryptTo: number % 5 === 3 ? helpdesk : null,
      picture: number % 4 === 2 ? picture : null,
      ...(number % 3 === 0 ? { url: plain.url, ca: null } : { url: secure.url, ca }),
    }),
    async [Symbol.asyncDispose]() {
      await Promise.all([plain, secure].map((each) => each[Symbol.asyncDispose]()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** With somebody at work: names, tokens and passwords lie in it that must not leave the PC. Throws where one of them is missing. */
async function recorded(scenario: string): Promise<RunFiles> {
  const { evidence, settings } = await readScenario(scenario)
  const files = dressed({ evidence, settings } as RunFiles)
  const text = JSON.stringify(files)
  for (const plant of ['zqchan', 'zqpass', 'ZQDESK', 'zqmodule']) if (!text.includes(plant)) throw new Error(`${scenario} has no ${plant}`)
  return readable(files)
}

/** What must be in no bundle. */
export function plantsUnder(policy: 'standard' | 'strict'): readonly string[] {
  return policy === 'strict' ? [...plants, ...strictPlants] : plants
}
