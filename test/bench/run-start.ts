/** `npm run bench:start`: what a start of the executable costs, in a network of its own; under Wine, where there is one; and what loading each library takes. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { linuxExecutable, missingBuilt } from '../built/built.ts'
import { noNamespaces, runIn } from '../support/namespace.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const missing = noNamespaces() ?? missingBuilt(linuxExecutable)
if (missing === undefined) {
  const { exitCode, stdout, stderr } = await runIn('loopback', ['127.0.3.1', '127.0.3.2'], process.execPath, [path('start.ts')])
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  if (exitCode !== 0) process.exitCode = 1
} else process.stdout.write(`skipped: ${missing}\n`)
for (const name of ['start-wine.ts', 'libraries.ts']) {
  if (spawnSync(process.execPath, [path(name)], { stdio: 'inherit' }).status !== 0) process.exitCode = 1
}
