/** Beside Wine: `node windows-collector.ts PORT-FILE FOLDER` keeps what is uploaded to it in FOLDER, until it is ended. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startCollector } from '../../upload/servers.ts'

const [urlFile = '', folder = ''] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
await using collector = await startCollector()
const written = new Set<string>()
await writeFile(urlFile, collector.url)
for (;;) {
  for (const [sha256, body] of collector.store) {
    if (written.has(sha256)) continue
    written.add(sha256)
    await writeFile(join(folder, sha256), body)
  }
  await wait(20)
}
