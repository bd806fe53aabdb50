/** The service, killed at random moments while bundles come: what was answered 2xx is there and whole, nothing is there by half. */

import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Signer } from '../../../agent/cms/signer.ts'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { openIndex } from '../../../helpdesk/index/open-index.ts'
import type { BundleRow } from '../../../helpdesk/index/rows.ts'
import { deviceSigner } from '../../bundle/sealing.ts'
import { randomFrom } from '../../delivery/kill-world.ts'
import { answerTo, askFor, put, type Upload } from '../support/bundles.ts'
import { startDesk } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'

const isFull = process.env.TEST_FULL === '1'
const KILLS = isFull ? 200 : 6
/** Some are on their way, some wait for a thread, some are being written. */
const AT_ONCE = 4
/** A half of the kills comes while it warms up, a half in the middle of its work: so long after its first answer at most. */
const WARMING_UP_MS = 1000
const AT_WORK_MS = 150
const UPLOADS = isFull ? 600 : 60

const random = randomFrom(20_261_129)
let folder: string
let uploads: Upload[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-kill-'))
  // Requests are made by a helpdesk over the same folder, which has ended when the first service begins.
  const before = await startDesk({ folder })
  const signers = await Promise.all([deviceSigner('TERMINAL-1'), deviceSigner('TERMINAL-2')])
  const scenarios = ['healthy', 'dns-hosts-override', 'tls-expired']
  uploads = []
  for (let at = 0; at < UPLOADS; at += 1) {
    const signer: Signer | undefined = signers[at % signers.length]
    const { file } = await askFor(before, { encrypt: at % 5 === 0 })
    uploads.push(await answerTo(file, { scenario: scenarios[at % scenarios.length] ?? 'healthy', ...(signer ? { signer } : {}) }))
  }
  await before.close()
}, 300_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test(
  `killed ${KILLS} times, it loses nothing that it had answered for`,
  async () => {
    const kept = new Set<string>()
    const left = [...uploads]
    for (let kills = 0; kills < KILLS; kills += 1) {
      const service = await startService(folder)
      const before = kept.size
      const load = Array.from({ length: AT_ONCE }, () => send(service, left, kept))
      const isWarm = kills % 2 === 1
      if (isWarm) await expect.poll(() => kept.size > before || left.length === 0, { timeout: 30_000, interval: 2 }).toBe(true)
      await wait(random() * (isWarm ? AT_WORK_MS : WARMING_UP_MS))
      await service.kill()
      await Promise.all(load)
      await everyKeptIsWhole(kept)
    }
    expect(kept.size).toBeGreaterThan(0)

    // The last one takes the rest: what was cut off comes again, and finds its token free or its own.
    const last = await startService(folder)
    await Promise.all(Array.from({ length: AT_ONCE }, () => send(last, left, kept)))
    expect(await readdir(dataFolderAt(folder).incoming)).toEqual([])
    expect(await last.end()).toBe(0)
    expect(new Set(uploads.map(({ sha256 }) => sha256))).toEqual(kept)
    await everyKeptIsWhole(kept)

    const live = await dump()
    expect(live.map(({ sha256 }) => sha256).toSorted()).toEqual([...kept].toSorted())
    await rm(dataFolderAt(folder).index)
    await (await startService(folder)).end()
    expect(await dump()).toEqual(live)
  },
  isFull ? 3_600_000 : 180_000,
)

/** Takes one upload after the other, until there is none or the service is gone. One that was not answered goes back to the others. */
async function send({ url }: Service, left: Upload[], kept: Set<string>): Promise<void> {
  for (let upload = left.shift(); upload !== undefined; upload = left.shift()) {
    const answer = await put(url, upload).catch(() => null)
    if (answer === null) {
      left.push(upload)
      return
    }
    expect(answer).toMatchObject({ body: { kept: true } })
    kept.add(upload.sha256)
  }
}

async function everyKeptIsWhole(kept: ReadonlySet<string>): Promise<void> {
  const { objects } = dataFolderAt(folder)
  const there = new Set<string>()
  for (const name of await readdir(objects, { recursive: true })) {
    if (!/\.preflight\.(?:zip|p7m)$/.test(name)) continue
    const [digest = ''] = name.split('/').at(-1)?.split('.') ?? []
    // Whoever has a name has all of its bytes, also where nobody was told.
    expect(
      createHash('sha256')
        .update(await readFile(join(objects, name)))
        .digest('hex'),
    ).toBe(digest)
    there.add(digest)
  }
  expect([...kept].filter((each) => !there.has(each))).toEqual([])
}

/** Every bundle as the index has it, the newest first. */
async function dump(): Promise<BundleRow[]> {
  const index = await openIndex(dataFolderAt(folder).index)
  try {
    const rows: BundleRow[] = []
    for (let next = await index.inbox({}, 1000, null); next.rows.length > 0; ) {
      for (const { sha256 } of next.rows) {
        const row = await index.bundle(sha256)
        if (row !== null) rows.push(row)
      }
      if (next.next === null) break
      next = await index.inbox({}, 1000, next.next)
    }
    return rows
  } finally {
    await index.close()
  }
}
