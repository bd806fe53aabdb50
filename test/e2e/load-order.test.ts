import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { bundle, repository } from '../../scripts/bundle.ts'
import { createHierarchy } from '../support/certificates.ts'

test('what the page, the judges and the report need is loaded when the first packet has left, not before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-order-'))
  const file = (name: string) => join(folder, name)
  await bundle({ entry: 'agent/terminal-preflight.ts', outfile: relative(repository, file('program.cjs')) })
  const { leaf } = await createHierarchy({ names: ['127.0.0.1'] })
  const server = createServer({ key: leaf.key, cert: leaf.chain }, (_request, response) =>
    response.setHeader('content-type', 'text/html').end('<p>'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await writeFile(file('lab.yaml'), `id: lab\ntargets: [{ id: here, url: 'https://127.0.0.1:${port}/' }]\n`)

  const program = [file('program.cjs'), '--profile', file('lab.yaml'), '--proxy', 'direct', '--ephemeral', '--silent', '--json']
  const env = { ...process.env, NOTED: file('noted.json') }
  // The exit code is the verdict's, which is not what is looked at.
  await promisify(execFile)(process.execPath, ['-r', join(import.meta.dirname, 'note-order.cjs'), ...program], { env }).catch(() => {})
  const noted = JSON.parse(await readFile(file('noted.json'), 'utf8')) as string[]
  server.close()
  await rm(folder, { recursive: true })

  const packet = noted.indexOf('packet')
  expect(noted.findIndex((name) => name.startsWith('./main-'))).toBeLessThan(packet)
  const order = ['client', 'html', 'judge', 'report'].map((chunk) => [
    chunk,
    noted.findIndex((name) => name.startsWith(`./${chunk}-`)) > packet,
  ])
  expect(order).toEqual([
    ['client', true],
    ['html', true],
    ['judge', true],
    ['report', true],
  ])
})
