/** `npm run bench`: builds the program, then prints ratios. Absolute times move from machine to machine; the ratios hold. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { noNamespaces, runIn } from '../support/namespace.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))

run(path('../../scripts/build.ts'))
const missing = noNamespaces()
if (missing === undefined) {
  await inside('loopback', ['127.0.3.1', '127.0.3.2'], 'healthy.ts')
  await inside('loopback', ['127.0.3.1', '127.0.3.2'], 'first-run.ts')
  await inside('silent', ['203.0.113.53', '203.0.113.54'], 'silent.ts')
  const browser = ['chromium', 'certutil'].filter((name) => spawnSync('which', [name]).status !== 0)
  if (browser.length === 0) await inside('loopback', ['127.0.3.1', '127.0.3.2'], 'browser.ts')
  else process.stdout.write(`(e), (f) skipped: they need ${browser.join(' and ')}\n`)
  if (spawnSync('python3', ['--version']).status === 0) await inside('loopback', [], 'many.ts')
  else process.stdout.write('(c) skipped: the delayed line needs python3\n')
} else process.stdout.write(`skipped: each needs a network of its own, and ${missing}\n`)
run(path('host.ts'))
run(path('bundles.ts'))

function run(file: string): void {
  const { status } = spawnSync(process.execPath, [file], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}

async function inside(network: 'loopback' | 'silent', nameservers: readonly string[], name: string): Promise<void> {
  const { exitCode, stdout, stderr } = await runIn(network, nameservers, process.execPath, [path(name)])
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  if (exitCode !== 0) process.exitCode = 1
}
