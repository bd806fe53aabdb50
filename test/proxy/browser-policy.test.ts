import { expect, test } from 'vitest'
import { failure } from '../../checks/failure.ts'
import { injectedIo } from '../../checks/io/injected.ts'
import { browserPolicy } from '../../checks/proxy/browser-policy.ts'

const { signal } = new AbortController()

/** A Linux PC with these files of policies. */
function pcWith(files: Readonly<Record<string, unknown>>) {
  const io = injectedIo({
    platform: 'linux',
    files: Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value)])),
  })
  const list = async (folder: string) => {
    const names = Object.keys(files).flatMap((path) => (path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []))
    return names.length > 0 ? { names } : { failure: failure('file-missing', 'ENOENT') }
  }
  return { ...io, files: { ...io.files, list } }
}

const chromium = '/etc/chromium/policies/managed/site.json'
const edge = '/etc/opt/edge/policies/managed/site.json'

test('a proxy in the browser’s policy, and where it stands', async () => {
  const io = pcWith({ [chromium]: { ProxyMode: 'fixed_servers', ProxyServer: '192.0.2.80:3128', URLBlocklist: ['x'] } })
  expect(await browserPolicy(io, signal)).toMatchObject({ kind: 'proxy', value: '192.0.2.80:3128', source: 'edge-policy' })
  expect(await browserPolicy(io, signal)).toMatchObject({ where: expect.stringContaining(chromium) })
})

test('a script in the one policy that holds all', async () => {
  const io = pcWith({ [chromium]: { ProxySettings: { ProxyMode: 'pac_script', ProxyPacUrl: 'http://192.0.2.91/proxy.pac' } } })
  expect(await browserPolicy(io, signal)).toMatchObject({ kind: 'pac', pacUrl: 'http://192.0.2.91/proxy.pac' })
})

test('Edge’s comes before another browser’s', async () => {
  const io = pcWith({ [chromium]: { ProxyMode: 'direct' }, [edge]: { ProxyMode: 'fixed_servers', ProxyServer: '192.0.2.80:3128' } })
  expect(await browserPolicy(io, signal)).toMatchObject({ kind: 'proxy' })
})

test.each([
  ['no policy', {}],
  ['policies of other things', { [chromium]: { URLBlocklist: ['x'] } }],
  ['a mode without its server', { [chromium]: { ProxyMode: 'fixed_servers' } }],
])('%s says nothing of a proxy', async (_, files) => {
  expect(await browserPolicy(pcWith(files), signal)).toBeNull()
})
