/** The service is asked to end while a bundle is on its way: that one comes to its end, and none begins. */

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dataFolderAt } from '../../../helpdesk/data/folder.ts'
import { deviceSigner, sealed } from '../../bundle/sealing.ts'
import { put, uploadOf } from '../support/bundles.ts'
import { type Service, startService } from '../support/service.ts'

const folder = await mkdtemp(join(tmpdir(), 'helpdesk-end-'))
let service: Service | undefined
afterAll(async () => {
  service?.child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

test('an upload under way is finished and answered before the service ends', async () => {
  service = await startService(folder, ['--open-door'])
  const { url, log } = service
  const upload = uploadOf(await sealed('healthy', await deviceSigner()), null)
  const { sha256, bytes, mediaType } = upload
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let answer = ''
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1')
  })
  socket.write(`PUT /bundles/${sha256} HTTP/1.1\r\nHost: helpdesk\r\nContent-Type: ${mediaType}\r\nContent-Length: ${bytes.length}\r\n\r\n`)
  socket.write(bytes.subarray(0, bytes.length >> 1))
  await expect.poll(() => readdir(dataFolderAt(folder).incoming)).toHaveLength(1)

  const ended = service.end()
  await expect.poll(log).toContain('the service ends')
  await expect(put(url, upload)).rejects.toThrow()
  expect(service.child.exitCode).toBeNull()
  socket.write(bytes.subarray(bytes.length >> 1))
  expect(await ended).toBe(0)
  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
  expect(await readdir(join(dataFolderAt(folder).objects, sha256.slice(0, 2)))).toEqual(
    expect.arrayContaining([`${sha256}.preflight.zip`, `${sha256}.receipt.json`]),
  )
})
