/** ASVS 4.0.3 V5: what is put into addresses, forms and headers. */

import { beforeAll, describe, expect, test } from 'vitest'
import { attachment } from '../../../helpdesk/callers/attachment.ts'
import { requestFileName } from '../../../helpdesk/requests/file-name.ts'
import { deviceSigner } from '../../bundle/sealing.ts'
import { payload } from '../bundles/hostile-fields.ts'
import { elementsOf, strangersIn } from '../bundles/markup.ts'
import { answerTo, askFor, put } from '../support/bundles.ts'
import { attacked } from './attack.ts'

const { running, ask, raw, errors } = await attacked()
const signer = await deviceSigner()
let sha256: string
let secret: string
beforeAll(async () => {
  const { file } = await askFor(running, { case: 'INC-OWN' })
  const upload = await answerTo(file, { signer, scenario: 'dns-hosts-override' })
  expect(await put(running.url, upload)).toMatchObject({ status: 201 })
  sha256 = upload.sha256
  secret = (await askFor(running, { case: 'INC-LINK' })).link.split('/r/')[1] ?? ''
})

/** Names of files that would be worth having. */
const traversals = [
  '../../etc/passwd',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/etc/passwd',
  '%2e%2e%2f%2e%2e%2faccounts.sqlite',
  '%252e%252e%252f%252e%252e%252faccounts.sqlite',
  '..%5c..%5caccounts.sqlite',
  '..%255c..%255caccounts.sqlite',
  '....//....//accounts.sqlite',
  '..;/accounts.sqlite',
  '%c0%ae%c0%ae%c0%afaccounts.sqlite',
  '%e0%80%ae%e0%80%ae%2faccounts.sqlite',
  '%uff0e%uff0e/accounts.sqlite',
  '／etc／passwd'.replaceAll('／', '%ef%bc%8f'),
  '%2fetc%2fpasswd',
  'file:%2f%2f%2fetc%2fpasswd',
  'C:%5cWindows%5cwin.ini',
  '%00',
  `${'a'.repeat(64)}%00.pem`,
  'report.html%00.png',
  '%0d%0aset-cookie:%20x=1',
  '.',
  '..',
  '%2e%2e',
  '~',
  'con',
  '*',
  '%ff',
  '%',
  '%7b%7b7*7%7d%7d',
  '$%7b7*7%7d',
  'x'.repeat(301),
  'x'.repeat(9000),
  '%41'.repeat(64),
  '__proto__',
  'constructor',
]

describe('5.1.3, 5.3.9, 12.3.1, 12.3.2 a path as a part of an address', () => {
  const places = [
    '/bundles/{}',
    '/bundles/{}/download',
    '/bundles/{}/remove',
    '/bundles/SHA/files/{}',
    '/bundles/SHA/pictures/{}',
    '/terminals/{}',
    '/cases/{}',
    '/requests/{}',
    '/invitations/{}',
    '/r/{}',
    '/r/{}/request',
    '/r/SECRET/{}',
    '/assets/{}',
    '/assets/{}/helpdesk.css',
    '/{}',
  ]

  test.each(places)('%s', async (place) => {
    for (const attempt of traversals) {
      const path = place.replace('SHA', sha256).replace('SECRET', secret).replace('{}', attempt)
      const { status, text, headers } = await ask(path, { who: 'admin' })
      // "/r/SECRET/../../x" is no other path: nobody here makes it one.
      expect([path.slice(0, 200), status]).toEqual([path.slice(0, 200), expect.toBeOneOf([400, 404, 414])])
      expect(text).not.toMatch(/SQLite format|root:|BEGIN |\[fonts\]/)
      expect(headers['set-cookie']?.some((each) => each.startsWith('x='))).not.toBe(true)
    }
  })

  test('and of an upload', async () => {
    for (const attempt of traversals) {
      const { status } = await ask(`/bundles/${attempt}`, { method: 'PUT', body: 'x' })
      expect([attempt.slice(0, 200), status]).toEqual([attempt.slice(0, 200), expect.toBeOneOf([400, 404, 414])])
    }
  })
})

describe('5.1.1 one name that comes twice, as a list, or as what it isn’t', () => {
  test.each([
    '/?verdict=ready&verdict=not-ready',
    '/?q=a&q=b',
    '/?q[]=a&q[x]=b',
    '/?__proto__[x]=1&constructor[prototype][x]=1',
    '/?after=1.x',
    '/?after=99999999999999999999.x',
    '/?signature=trusted&signature=known',
    '/?differs=2',
    '/?cause=%27',
    '/?q=%F0%9F',
    '/?lang=en&lang=zh-HK',
    '/?lang=%0d%0aset-cookie:x',
    '/?lang=__proto__',
    '/diff?a=1&b=2',
    '/diff?a=1&a=2&b=3',
    '/diff',
    '/audit?before=-1',
    '/audit?before=1e99',
    '/audit?before=NaN',
    '/audit?before=1&before=2',
    '/audit?before=9007199254740993',
    '/audit?subject=a&subject=b',
    '/requests?show=all&show=open',
    '/requests?show=x',
    '/requests/new?case=a&case=b',
    '/code?code=a&code=b',
    `/code?code=${'A'.repeat(5000)}`,
    '/log-on?to=/a&to=/b',
    '/account?done=x&done=password',
    `/?${'a=b&'.repeat(3000)}`,
  ])('%.80s', async (path) => {
    const { status, text, headers } = await ask(path, { who: 'admin' })
    expect([200, 303, 400]).toContain(status)
    expect(strangersIn(text)).toEqual([])
    expect(headers['set-cookie']?.every((each) => /^__Host-language=(?:en|zh-HK); /.test(each))).not.toBe(false)
  })

  test.each(['name=a&name=b&password=c', 'name[x]=a&password=b', 'name=a&password=b&password=c', '__proto__=x&name=a&password=b'])(
    '5.1.1 a form: %s',
    async (fields) => {
      const cookie = await running.logOn('viewer', 'polluted')
      const { csrfToken } = await import('../../../helpdesk/accounts/csrf.ts')
      const body = `_csrf=${csrfToken(cookie.split('=')[1] ?? '')}&${fields}`
      const { status } = await ask('/log-on', { cookie, body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
      expect([400, 403]).toContain(status)
    },
  )

  test('5.1.2 more fields than a form has set nothing', async () => {
    const wish = { case: 'INC-MASS', profiles: 'ccms', days: '1', redaction: 'strict', message: '' }
    const more = { madeBy: 'somebody', id: 'chosen-by-somebody', expiresMs: '9', token: 'x', claimedBy: 'x', role: 'admin', encrypt: 'yes' }
    expect((await ask('/requests/new', { who: 'agent', form: { ...wish, ...more } })).status).toBe(200)
    const [made] = await running.desk.index.requests({ caseName: 'INC-MASS', nowMs: 0 }, 1)
    expect(made).toMatchObject({ madeBy: 'agent@test', claimedBy: null, id: expect.not.stringContaining('somebody') })
  })
})

describe('5.3.4, 5.3.5 SQL', () => {
  const attempts = [
    "' OR '1'='1",
    "%' OR 1=1 --",
    "'; DROP TABLE bundles; --",
    '" OR ""="',
    "\\'",
    '%',
    '_',
    '!',
    '!%',
    "x') UNION SELECT 1 --",
    "' AND (SELECT 1)=1 --",
  ]

  test.each(attempts)('%s finds nothing, and breaks nothing', async (attempt) => {
    const typed = encodeURIComponent(attempt)
    for (const path of [
      `/?q=${typed}`,
      `/?case=${typed}`,
      `/?terminal=${typed}`,
      `/cases/${typed}`,
      `/terminals/${typed}`,
      `/audit?subject=${typed}`,
    ]) {
      const { status, text } = await ask(path, { who: 'admin' })
      expect([path, status]).toEqual([path, expect.toBeOneOf([200, 404])])
      expect([path, text.includes(`id="b-${sha256}"`)]).toEqual([path, false])
    }
    for (const path of [`/?verdict=${typed}`, `/?cause=${typed}`, `/?signature=${typed}`, `/?after=${typed}`])
      expect((await ask(path, { who: 'admin' })).status).toBe(400)
    expect((await ask('/', { who: 'admin' })).text).toContain(`id="b-${sha256}"`)
  })

  test.each(["admin@test' --", "' OR 1=1 --", "admin@test'/*"])('as a name to log on with: %s', async (name) => {
    const cookie = await running.logOn('viewer', 'sql')
    const { status, headers } = await ask('/log-on', { cookie, form: { name, password: 'x' } })
    expect([status, headers['set-cookie']]).toEqual([403, undefined])
  })
})

describe('5.3.3, 5.2.5 markup in what is typed is text where it comes back', () => {
  test.each<[what: string, path: string, form?: Readonly<Record<string, string>>]>([
    ['the search', `/?q=${encodeURIComponent(payload)}`],
    ['the case that is looked for', `/?case=${encodeURIComponent(payload.slice(0, 100))}`],
    ['the case of a new request', `/requests/new?case=${encodeURIComponent(payload.slice(0, 100))}`],
    ['a phone code', `/code?code=${encodeURIComponent(payload)}`],
    ['a subject of the audit log', `/audit?subject=${encodeURIComponent(payload)}`],
    ['a name to log on with', '/log-on', { name: payload, password: 'x' }],
    ['where to go', '/log-on', { name: 'x', password: 'x', to: `/${payload}` }],
    ['the name of somebody who is invited', '/accounts/invite', { name: payload, role: 'viewer' }],
    [
      'a request’s case and message',
      '/requests/new',
      { case: payload.slice(0, 100), message: payload, days: '0', profiles: payload, redaction: payload },
    ],
    [
      'a request that is made',
      '/requests/new',
      { case: payload.slice(0, 99), message: payload, days: '1', profiles: 'ccms', redaction: 'strict' },
    ],
  ])('%s', async (_what, path, form) => {
    const { status, text } = await ask(path, { who: 'admin', ...(form === undefined ? {} : { form }) })
    expect([200, 400, 403, 409]).toContain(status)
    expect(strangersIn(text)).toEqual([])
    expect(elementsOf(text).filter(({ name }) => name === 'h1')).toHaveLength(1)
  })

  test('a request’s case and message, on every page that shows them', async () => {
    const { record, link } = await askFor(running, { case: payload.slice(0, 99), message: payload })
    const own = `/r/${link.split('/r/')[1]}`
    const caseName = encodeURIComponent(payload.slice(0, 99))
    for (const path of ['/requests', `/requests/${record.id}`, `/cases/${caseName}`, own]) {
      const { status, text } = await ask(path, { who: 'agent' })
      expect([path, status, strangersIn(text)]).toEqual([path, 200, []])
      expect(text).toContain('&lt;')
    }
  })

  test.each([
    '//evil.example/x',
    '///evil.example/x',
    '//a//evil.example/x',
    '/\\evil.example',
    '/.//evil.example',
    '//[',
    '//',
    'http://evil.example//evil.example/x',
  ])('5.1.5 no page leads elsewhere, asked for as %s', async (address) => {
    const answer = await raw(`GET ${address} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 (?:404|400) /)
    const links = elementsOf(answer.slice(answer.indexOf('<'))).flatMap(({ attributes }) => attributes.href ?? [])
    for (const link of links) expect([address, new URL(link, 'https://helpdesk.example/').host]).toEqual([address, 'helpdesk.example'])
  })
})

describe('5.3.1, 12.3.1, 12.3.4 names in headers', () => {
  const names = [
    'a"; filename=evil.exe',
    'a\r\nset-cookie: x=1',
    'a\0b',
    'a\u202egpj.exe',
    '../../a',
    'a/b\\c',
    'con',
    'aux.txt',
    '個案',
    '💥\ud800',
    '.',
    '',
    ' ',
    "a'b*c(d)",
    '%0d%0a',
    'x'.repeat(5000),
  ]

  test.each(names)('%j is one file’s name, in letters that a header may have', (name) => {
    const file = requestFileName(name)
    expect(file).toMatch(/^[\p{L}\p{M}\p{N}._-]{1,80}\.preflight-request$/u)
    expect(file).not.toMatch(/^\.|^(?:con|aux)\./i)
    expect(attachment(name)).toMatch(/^attachment; filename="[A-Za-z0-9._-]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]*$/)
  })

  test.each(['a"; x=y', "a'b*c(d)", '個案/../x', 'a;b', '%0d%0a', 'C:\\x'])(
    'a request for the case %j is a download of one name',
    async (name) => {
      const { link } = await askFor(running, { case: name })
      const { status, headers } = await ask(`${new URL(link).pathname}/request`)
      expect(status).toBe(200)
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[A-Za-z0-9._-]+"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/)
    },
  )

  test.each([
    '/log-on?to=%0d%0aset-cookie:%20x=1',
    '/log-on?to=/%0d%0aset-cookie:%20x=1',
    '/code%0d%0aset-cookie:%20x=1',
    '/audit%0d%0ax:y',
  ])('no line of a header ends early: %s', async (path) => {
    for (const who of ['nobody', 'viewer'] as const) {
      const { headers } = await ask(path, { who })
      expect(headers['set-cookie']?.some((each) => each.startsWith('x='))).not.toBe(true)
      expect(headers.x).toBeUndefined()
      expect(headers.location ?? '/').toMatch(/^\/[!-~]*$/)
    }
  })
})

test('none of it was an error of ours', () => {
  expect(errors()).toEqual([])
})
