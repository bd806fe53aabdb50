import { expect, test } from 'vitest'
import { environmentSettings } from '../../checks/proxy/environment.ts'

test.each<[name: string, env: Record<string, string>, expected: object[]]>([
  ['nothing', { PATH: '/bin' }, []],
  [
    'one for each scheme',
    { http_proxy: 'http://a.example:1', https_proxy: 'b.example:2' },
    [{ kind: 'proxy', value: 'http=a.example:1;https=b.example:2', where: 'https_proxy, http_proxy' }],
  ],
  ['capitals', { HTTPS_PROXY: 'http://a.example:1' }, [{ value: 'https=a.example:1', where: 'HTTPS_PROXY' }]],
  ['small letters win', { HTTPS_PROXY: 'a.example:1', https_proxy: 'b.example:2' }, [{ value: 'https=b.example:2', where: 'https_proxy' }]],
  [
    'one for all',
    { all_proxy: 'socks5://s.example:1', https_proxy: 'b.example:2' },
    [{ value: 'socks5://s.example:1', where: 'all_proxy' }],
  ],
  [
    'exceptions',
    { https_proxy: 'a.example:1', NO_PROXY: 'x.example, .y.example' },
    [{ bypass: ['x.example', '.y.example'], suffixes: true }],
  ],
  ['exceptions alone', { no_proxy: 'x.example' }, []],
  ['an empty variable', { https_proxy: '' }, []],
  ['credentials', { https_proxy: 'http://user:secret@a.example:1' }, [{ value: 'https=a.example:1' }]],
  ['a script', { auto_proxy: 'http://user:secret@pac.example/p.pac' }, [{ kind: 'pac', value: 'http://pac.example/p.pac' }]],
  ['detection', { auto_proxy: '' }, [{ kind: 'auto-detect' }]],
])('%s', (_name, env, expected) => {
  expect(environmentSettings(env)).toMatchObject(expected)
  expect(environmentSettings(env)).toHaveLength(expected.length)
})
