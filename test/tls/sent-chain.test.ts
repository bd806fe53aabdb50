import { expect, test } from 'vitest'
import { createIntermediate, createLeaf, createRoot, splitPem } from '../support/certificates.ts'
import { codesOf, greet, HOST, judge, machineWith, playServer, probeWith } from './playing.ts'

const root = await createRoot()
const upper = await createIntermediate(root, { name: 'CN=Upper CA,O=Example' })
const lower = await createIntermediate(upper, { name: 'CN=Lower CA,O=Example' })
const leaf = await createLeaf(lower, { names: [HOST] })
const [own = '', lowerPem = '', upperPem = ''] = splitPem(leaf.chain)
const settings = { trustedRoots: [root.cert] }

async function trustIn(cert: string, options: object = {}): Promise<string | undefined> {
  await using server = await playServer({ key: leaf.key, cert, ...options })
  const io = machineWith()
  const record = await greet(io, server, HOST)
  return codesOf(judge(await probeWith([record], io, settings), settings))['tls.trust']
}

test.each([
  ['in order', own + lowerPem + upperPem],
  ['the upper intermediate before the lower', own + upperPem + lowerPem],
  ['the root among them', own + root.cert + upperPem + lowerPem],
])('a whole chain is whole: %s', async (_name, chain) => {
  expect(await trustIn(chain)).toBe('tls/trusted')
})

test.each([
  ['the upper one', own + lowerPem],
  ['the lower one', own + upperPem],
  ['both', own],
])('a link that was left out is missed: %s', async (_name, chain) => {
  expect(await trustIn(chain)).toBe('tls/chain-incomplete')
})

test('a server that speaks no TLS 1.2 is judged by what the runtime tells', async () => {
  expect(await trustIn(own + lowerPem, { minVersion: 'TLSv1.3' })).toBe('tls/chain-incomplete')
})
