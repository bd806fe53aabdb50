import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { labels } from '../../../agent/report/labels.ts'
import { inboxWords } from '../../../helpdesk/inbox/words.ts'
import type { BundleRow } from '../../../helpdesk/index/rows.ts'
import { bundlePath, casePath } from '../../../helpdesk/web/links.ts'
import { bundleRow, digestOf, expiresCause, judgedOtherwise, type ListsDesk, NOW_MS, notReady, startLists } from '../web/lists-desk.ts'

let lists: ListsDesk
beforeAll(async () => {
  lists = await startLists()
})
afterAll(() => lists.close())
beforeEach(() => lists.empty())

const words = inboxWords.en

/** Which bundles a page lists, in its order. */
async function listed(path: string): Promise<string[]> {
  const { status, text } = await lists.get(path)
  expect(status).toBe(200)
  return Array.from(text.matchAll(/<tr role="row" id="b-([0-9a-f]{64})"/g), ([, sha256]) => sha256 ?? '')
}

async function add(...rows: readonly BundleRow[]): Promise<void> {
  for (const row of rows) await lists.index.add(row)
}

/** The numbers that stand before the verdicts. */
async function counted(): Promise<number[]> {
  const { text } = await lists.get('/')
  return Array.from(text.matchAll(/<strong>(\d+)<\/strong>/g), ([, count]) => Number(count))
}

test('before anything has come it says what to do', async () => {
  const { text } = await lists.get('/')
  expect(text).toContain(words.nothingYet)
  expect(text).toContain('href="/requests/new"')
  expect(text).not.toContain(words.nothingFits)
})

test('whoever may not ask for a bundle is not sent to where he may not go', async () => {
  const { text } = await lists.get('/', { cookie: `__Host-session=${await lists.logOn('viewer')}` })
  expect(text).toContain(words.nothing)
  expect(text).not.toContain('href="/requests/new"')
})

test('a line has case, terminal, verdict, first cause, signature, age and what the PC said', async () => {
  const origin = { kind: 'trusted', by: 'IT' } as const
  await add(notReady(1, { caseName: 'INC9' }), judgedOtherwise(2, { origin, receivedMs: NOW_MS - 3 * 3_600_000, hostName: 'HK-2' }))
  const [first = '', second = ''] = (await lists.get('/')).text.split('<tr role="row" id="b-').slice(1)
  for (const part of [
    'CCASS-TERMINAL-07',
    'NOT READY',
    'hosts file',
    'sso.hkexposttrade.com.hk',
    'and 1 more',
    'INC9',
    'Known',
    '5 minutes ago',
  ]) {
    expect(first).toContain(part)
  }
  expect(first).toContain(`href="${bundlePath(bundleRow(1).sha256)}"`)
  expect(first).toContain(`href="${casePath('INC9')}"`)
  for (const part of ['HK-2', 'ATTENTION', 'The PC said READY', 'Trusted', '3 hours ago', words.noCase]) expect(second).toContain(part)
})

test('a changed key is never passed over, and nothing unproven looks trusted', async () => {
  await add(
    bundleRow(1, { origin: { kind: 'changed-key', before: digestOf('other'), sinceMs: 0 } }),
    bundleRow(2, { origin: { kind: 'first-sight' }, receivedMs: NOW_MS - 3_600_000 }),
    bundleRow(3, { origin: { kind: 'known', sinceMs: 0 }, receivedMs: NOW_MS - 7_200_000 }),
  )
  const [changed = '', ...others] = (await lists.get('/')).text.split('<tr role="row" id="b-').slice(1)
  expect(changed).toMatch(/class="ready shout"/)
  expect(changed).toMatch(/badge bad"[\s\S]*KEY CHANGED/)
  for (const each of others) {
    expect(each).not.toMatch(/shout|Trusted/)
    // The good look is the verdict's alone.
    expect(each.match(/badge good/g)).toBeNull()
  }
})

describe('filters', () => {
  const [plain, bad, otherwise, changed] = [
    bundleRow('plain', { receivedMs: NOW_MS - 4000, hostName: 'HK-PLAIN', terminal: 'a'.repeat(32) }),
    notReady('bad', { receivedMs: NOW_MS - 3000, caseName: 'INC1' }),
    judgedOtherwise('otherwise', { receivedMs: NOW_MS - 2000, caseName: '10%' }),
    bundleRow('changed', { receivedMs: NOW_MS - 1000, origin: { kind: 'changed-key', before: digestOf('x'), sinceMs: 0 } }),
  ]
  test.each<[path: string, rows: readonly BundleRow[]]>([
    ['/', [changed, otherwise, bad, plain]],
    ['/?verdict=not-ready', [bad]],
    ['/?signature=changed-key', [changed]],
    ['/?cause=dns%2Fhosts-override', [bad]],
    [`/?cause=${encodeURIComponent(expiresCause.code)}`, [otherwise, bad]],
    ['/?case=INC1', [bad]],
    ['/?case=10%25', [otherwise]],
    [`/?terminal=${'a'.repeat(32)}`, [plain]],
    ['/?differs=1', [otherwise]],
    ['/?q=hk-plain', [plain]],
    ['/?q=EXPOSTTRADE', [bad]],
    ['/?q=%25', [otherwise]],
    ['/?verdict=not-ready&differs=1', []],
    // What a form without script sends where nothing was chosen.
    ['/?q=&verdict=&signature=&cause=&case=&terminal=', [changed, otherwise, bad, plain]],
    ['/?lang=en&utm=x', [changed, otherwise, bad, plain]],
    ["/?q=' OR 1=1 --", []],
  ])('%s', async (path, rows) => {
    await add(plain, bad, otherwise, changed)
    expect(await listed(path)).toEqual(rows.map(({ sha256 }) => sha256))
  })

  test('the form keeps what was asked, whatever it was', async () => {
    await add(bad)
    const { text } = await lists.get(
      '/?q=%22%3E%3Cb%3E&verdict=not-ready&signature=known&cause=dns/hosts-override&case=A%26B&terminal=t&differs=1',
    )
    expect(text).toContain('name="q" value="&quot;&gt;&lt;b&gt;"')
    expect(text).toContain('<option value="not-ready" selected>')
    expect(text).toContain('<option value="known" selected>')
    expect(text).toContain('<option value="dns/hosts-override" selected>')
    expect(text).toContain('name="case" value="A&amp;B"')
    expect(text).toContain('name="terminal" value="t"')
    expect(text).toMatch(/name="differs" value="1" checked/)
    expect(text).toContain('<details open>')
    expect(text).toContain(words.nothingFits)
  })

  test('a cause that no bundle has stays chosen', async () => {
    expect((await lists.get('/?cause=dns/slow')).text).toContain('<option value="dns/slow" selected>')
  })

  test('numbers of each verdict are of the whole inbox, whatever is shown of it', async () => {
    await add(plain, bad, otherwise, changed)
    // They are kept for a second (index/inbox.ts).
    await expect.poll(counted, { timeout: 5000 }).toEqual([4, 1, 1, 0, 2])
    const { text } = await lists.get('/?verdict=ready')
    expect(text).toContain(`aria-current="true"><strong>2</strong> ${labels.en.verdicts.ready}`)
  })
})

describe('pages', () => {
  test('go on behind the last line, with the same filter, and back', async () => {
    const all = Array.from({ length: 120 }, (_, index) =>
      bundleRow(index, { receivedMs: NOW_MS - Math.floor(index / 2) * 1000, caseName: index === 7 ? null : 'A B' }),
    )
    await add(...all)
    const seen: string[] = []
    let path: string | undefined = '/?case=A%20B'
    let pages = 0
    for (; path !== undefined && pages < 9; pages++) {
      seen.push(...(await listed(path)))
      const { text } = await lists.get(path)
      expect(text.includes(inboxWords.en.title)).toBe(true)
      path = /<a href="([^"]+)" rel="next">/.exec(text)?.[1]?.replaceAll('&amp;', '&')
      if (pages > 0) expect(text).toContain('href="/?case=A%20B"')
    }
    expect(pages).toBe(3)
    expect(new Set(seen).size).toBe(119)
    expect(seen).toHaveLength(119)
    const times = seen.map((sha256) => all.find((row) => row.sha256 === sha256)?.receivedMs ?? 0)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('what comes meanwhile moves nothing', async () => {
    await add(...Array.from({ length: 60 }, (_, index) => bundleRow(index, { receivedMs: NOW_MS - index * 1000 })))
    const next = /<a href="([^"]+)" rel="next">/.exec((await lists.get('/')).text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const before = await listed(next)
    await add(bundleRow('new', { receivedMs: NOW_MS + 1000 }))
    expect(await listed(next)).toEqual(before)
    expect(before).toHaveLength(10)
    // What is older doesn't change by itself.
    expect((await lists.get(next)).text).not.toMatch(/id="live"|<script/)
  })
})

test.each([
  '/?verdict=READY',
  '/?verdict=ready&verdict=not-ready',
  '/?signature=%3Cscript%3E',
  '/?cause=dns',
  '/?cause=..%2F..%2Fetc',
  '/?differs=yes',
  `/?q=${'x'.repeat(201)}`,
  `/?case=${'x'.repeat(101)}`,
  `/?terminal=${'x'.repeat(101)}`,
  '/?after=1',
  `/?after=-1.${'a'.repeat(64)}`,
  `/?after=1e9.${'a'.repeat(64)}`,
  `/?after=9999999999999999999.${'a'.repeat(64)}`,
])('what can’t be right is a page with a line, never a failure: %s', async (path) => {
  const { status, text } = await lists.get(path)
  expect(status).toBe(400)
  expect(text).toContain('can’t be right')
  expect(text).not.toMatch(/<script>|ZodError|\bError\b/)
})

test.each(['/?q=%00', '/?q=%ED%A0%80', '/?q=%', '/?after=', `/?q=${encodeURIComponent('💥'.repeat(50))}`])(
  'odd bytes are only text: %s',
  async (path) => {
    expect((await lists.get(path)).status).toBe(200)
  },
)

test('names are text, whatever they are', async () => {
  const hostName = `<script>alert(1)</script>"' onload=x \u202Egnp.exe\u2066 \u0007 ${'💥'.repeat(20)}`
  const caseName = `<img src=x onerror=alert(1)>/../?a=b#c&lang=en`
  await add(
    notReady(1, {
      hostName,
      caseName,
      judged: {
        outcome: 'same',
        verdict: 'not-ready',
        rules: 'r',
        causes: [{ code: 'a/b<i>', severity: 'note', subject: '<i>\u202E', owner: 'hkex' }],
      },
    }),
  )
  const { text } = await lists.get('/')
  for (const raw of ['<script>alert', '<img', '<i>', '\u202E', '\u2066', '\u0007']) expect(text).not.toContain(raw)
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(text).toContain(`href="/cases/${encodeURIComponent(caseName).replaceAll("'", '&#39;')}"`)
})

test('only who is logged on sees anything', async () => {
  await add(notReady(1))
  const stranger = { cookie: '' }
  for (const path of ['/', '/terminals/x', '/cases/INC1']) {
    const { status, text, headers } = await lists.get(path, stranger)
    expect(status).toBe(303)
    expect(headers.get('location')).toMatch(/^\/log-on/)
    expect(text).not.toContain('CCASS-TERMINAL-07')
  }
  expect((await lists.get('/events', { ...stranger, accept: 'text/event-stream' })).status).toBe(401)
})

test('in Chinese it says the same', async () => {
  await add(judgedOtherwise(1))
  const { text } = await lists.get('/?lang=zh-HK')
  expect(text).toContain('<html lang="zh-HK">')
  for (const part of ['收件匣', '請留意', '該電腦的結論為「準備就緒」', '5 分鐘前', '已知']) expect(text).toContain(part)
})
