import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprint } from '../../../agent/cms/trust.ts'
import { readRequest } from '../../../agent/request/read.ts'
import { type RunningDesk, startDesk } from '../support/desk.ts'
import { csrfIn, filesWith, make, page } from './making.ts'

let running: RunningDesk
let agent: string
let viewer: string

beforeAll(async () => {
  running = await startDesk()
  agent = await running.logOn('agent')
  viewer = await running.logOn('viewer')
})
afterAll(() => running.close())

async function send(values: Readonly<Record<string, string | readonly string[]>>, cookie = agent) {
  const form = new URLSearchParams({ _csrf: csrfIn((await page(`${running.url}/requests/new`, agent)).text) })
  for (const [name, value] of Object.entries(values)) for (const each of [value].flat()) form.append(name, each)
  return page(`${running.url}/requests/new`, cookie, form)
}

const filled = { case: 'INC123', profiles: ['ccass', 'ccms'], days: '3', redaction: 'strict', message: 'Hello', encrypt: 'yes' }
const linkIn = (text: string) => /<input id="link"[^>]* value="([^"]+)"/.exec(text)?.[1] ?? ''

describe('the form', () => {
  it('makes a request and shows its link once, in no address', async () => {
    const answer = await send(filled)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const link = linkIn(answer.text)
    // This desk listens on loopback.
    expect(answer.text).toContain('works on this PC alone')
    expect(link).toMatch(new RegExp(`^${running.url}/r/[\\w-]{43}$`))
    expect(answer.text).toContain(`href="${new URL(link).pathname}/request"`)
    // What a caller may ask for on the phone, as the caller's page has it.
    const [grouped = ''] = /(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/.exec((await page(link, null)).text) ?? []
    expect(grouped.replaceAll(' ', '')).toBe(fingerprint(running.desk.keys.signer.certificates[0]))
    expect(answer.text).toContain(grouped)
    const [row] = await running.desk.index.requests({ nowMs: 0 }, 1)
    expect(row).toMatchObject({ case: 'INC123', profiles: ['ccass', 'ccms'], redaction: 'strict', message: 'Hello', madeBy: 'agent@test' })
    // For a mail: in lines, with the link alone on the last.
    expect(answer.text).toMatch(new RegExp(`<textarea[^>]*>[^<]+:\\n\\n[^<]+：\\n\\n${link}</textarea>`))
    const secret = link.slice(-43)
    expect(await filesWith(running.folder, secret)).toEqual([])
    expect((await page(`${running.url}/requests/${row?.id}`, viewer)).text).toContain(grouped)
    for (const path of ['/requests', `/requests/${row?.id}`]) expect((await page(running.url + path, agent)).text).not.toContain(secret)
    expect(running.logged.join('')).not.toContain(secret)
    const file = Buffer.from(await (await fetch(`${link}/request`)).bytes())
    const { certificates } = running.desk.keys.signer
    expect(await readRequest(file, { nowMs: Date.now(), trusted: { certificates, fingerprints: [] } })).toMatchObject({
      request: { id: row?.id },
      signer: { trusted: true },
    })
  })

  it('that is sent twice, also at once, asks once', async () => {
    const { text } = await page(`${running.url}/requests/new`, agent)
    const once = /name="once" value="([^"]+)"/.exec(text)?.[1] ?? ''
    expect(once).toMatch(/^[\w-]{22}$/)
    // What came to nothing may be tried again.
    expect((await send({ ...filled, case: '', once })).status).toBe(400)
    const answers = await Promise.all([send({ ...filled, case: 'twice', once }), send({ ...filled, case: 'twice', once })])
    const [row, ...others] = await running.desk.index.requests({ nowMs: 0, caseName: 'twice' }, 10)
    expect(others).toEqual([])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 303])
    const third = await send({ ...filled, case: 'twice', once })
    expect([third.status, third.headers.get('location')]).toEqual([303, `/requests/${row?.id}`])
    // Of another account it is another form.
    const other = await running.logOn('agent', 'other@test')
    const csrf = csrfIn((await page(`${running.url}/requests/new`, other)).text)
    const form = new URLSearchParams({ case: 'twice', profiles: 'ccms', days: '1', redaction: 'strict', once, _csrf: csrf })
    expect((await page(`${running.url}/requests/new`, other, form)).status).toBe(200)
  })

  it('takes the box that is not ticked for no encryption', async () => {
    const { encrypt: _encrypt, ...rest } = filled
    const file = Buffer.from(await (await fetch(`${linkIn((await send(rest)).text)}/request`)).bytes())
    expect(await readRequest(file, { nowMs: Date.now(), trusted: { certificates: [], fingerprints: [] } })).toMatchObject({
      recipient: null,
    })
  })

  it('tells each mistake beside its field, and keeps what was typed', async () => {
    const answer = await send({ case: '', profiles: [], days: '400', redaction: 'strict', message: '<script>alert(1)</script>' })
    expect(answer.status).toBe(400)
    for (const name of ['case', 'profiles', 'days']) expect(answer.text).toContain(`id="${name}-error"`)
    expect(answer.text).toMatch(/<input id="days"[^>]* value="400"[^>]* aria-invalid="true" aria-describedby="days-error days-hint"/)
    expect(answer.text).toContain('value="strict" selected')
    expect(answer.text).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(answer.text).not.toMatch(/name="encrypt"[^>]* checked/)
  })

  it.each([
    ['a field twice', { ...filled, case: ['a', 'b'] }],
    ['a field that is far too long', { ...filled, message: 'x'.repeat(5000) }],
    ['eleven services', { ...filled, profiles: Array<string>(11).fill('ccms') }],
    ['another word for yes', { ...filled, encrypt: 'no' }],
  ])('is refused in one line: %s', async (_what, values) => {
    const answer = await send(values)
    expect(answer.status).toBe(400)
    expect(answer.text).toMatch(/can’t be right/)
  })

  it('begins with the case that is named', async () => {
    expect((await page(`${running.url}/requests/new?case=${encodeURIComponent('"><b>')}`, agent)).text).toContain(
      'value="&quot;&gt;&lt;b&gt;"',
    )
    expect((await page(`${running.url}/requests/new?case=${'x'.repeat(101)}`, agent)).status).toBe(400)
  })

  it('is for agents, from this helpdesk’s own page', async () => {
    expect((await page(`${running.url}/requests/new`, viewer)).status).toBe(403)
    expect((await page(`${running.url}/requests/new`, null)).status).toBe(303)
    expect((await send(filled, viewer)).status).toBe(403)
    expect((await page(`${running.url}/requests/new`, agent, new URLSearchParams({ case: 'x' }))).status).toBe(403)
  })
})

describe('the list', () => {
  it('shows case, state, end and bundle, all escaped', async () => {
    const { desk, url } = running
    const [open, answered, withdrawn] = await Promise.all([
      make(desk, { case: '<img src=x onerror=alert(1)>', madeBy: '<i>' }),
      make(desk, { case: 'answered case' }),
      make(desk, { case: 'withdrawn case' }),
    ])
    await desk.index.claim(answered.record.id, 'b'.repeat(64))
    const path = `/requests/${withdrawn.record.id}`
    const form = new URLSearchParams({ _csrf: csrfIn((await page(url + path, agent)).text) })
    expect(await page(`${url}${path}/withdraw`, viewer, form)).toMatchObject({ status: 403 })
    const done = await page(`${url}${path}/withdraw`, agent, form)
    expect([done.status, done.headers.get('location')]).toEqual([303, path])
    const { text } = await page(`${url}/requests`, viewer)
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).not.toMatch(/<img|<i>/)
    const rowOf = (id: string) => text.slice(text.indexOf(`id="request-${id}"`)).split('</tr>', 1)[0]
    expect(rowOf(open.record.id)).toContain('>Open<')
    expect(rowOf(answered.record.id)).toMatch(/>Answered<[\s\S]*href="\/bundles\/b{64}"/)
    expect(rowOf(withdrawn.record.id)).toContain('>Withdrawn<')
    expect(text).not.toContain('href="/requests/new"')
    const onlyOpen = (await page(`${url}/requests?show=open`, viewer)).text
    expect(onlyOpen).toContain(open.record.id)
    expect(onlyOpen).not.toContain(withdrawn.record.id)
    const ofCase = (await page(`${url}/requests?case=answered%20case`, viewer)).text
    expect(ofCase).not.toContain(open.record.id)
    // What was looked for stays, also for those that are open.
    expect(ofCase).toContain('name="case" value="answered case"')
    expect(ofCase).toContain('href="/requests?show=open&amp;case=answered+case"')
    expect((await page(`${url}/requests?case=%22%3E%3Cb%3E`, viewer)).text).toContain('No such request has this case')
    expect((await page(`${url}/requests?show=x`, viewer)).status).toBe(400)
  })

  it('speaks Chinese', async () => {
    const { text } = await page(`${running.url}/requests?lang=zh-HK`, viewer)
    expect(text).toContain('<html lang="zh-HK">')
    expect(text).toContain('等候中')
  })
})

describe('one request', () => {
  it('shows what it asks for, its last refusal, and no link', async () => {
    const { desk, url } = running
    const { record } = await make(desk, { case: '..', message: '"><script>x</script>' })
    desk.refusals.add(record.id, { refusal: 'too-slow', atMs: Date.now() })
    const { status, text } = await page(`${url}/requests/${record.id}`, agent)
    expect(status).toBe(200)
    expect(text).toContain('it came too slowly')
    expect(text).toContain('&quot;&gt;&lt;script&gt;x')
    expect(text).not.toContain('<script>x')
    expect(text).toContain('Withdraw the request')
    for (const digest of [record.tokenSha256, record.linkSha256]) expect(text).not.toContain(digest)
    expect((await page(`${url}/requests/${record.id}`, viewer)).text).not.toContain('Withdraw the request')
  })

  it('says whether its answer comes encrypted, as its record has it; the list where one is awaited', async () => {
    const { desk, url } = running
    const [yes, no, unsaid] = [await make(desk), await make(desk, { encrypt: false }), await make(desk)]
    const { encrypt: _encrypt, ...before } = unsaid.record
    await desk.records.keep(before)
    const told = async ({ record }: typeof yes, query = '') => (await page(`${url}/requests/${record.id}${query}`, viewer)).text
    expect(await told(yes)).toContain('<dt>Encryption</dt><dd>The answer comes encrypted')
    expect(await told(no)).toContain('<dt>Encryption</dt><dd>The answer comes not encrypted')
    expect(await told(no, '?lang=zh-HK')).toContain('<dt>加密</dt><dd>回應不會加密')
    expect(await told(unsaid)).not.toContain('Encryption')
    const list = (await page(`${url}/requests?lang=en`, viewer)).text
    const rowOf = ({ record }: typeof yes) => list.slice(list.indexOf(`id="request-${record.id}"`)).split('</tr>')[0] ?? ''
    expect([yes, no, unsaid].map((each) => /comes encrypted|not encrypted/.exec(rowOf(each))?.[0])).toEqual([
      'comes encrypted',
      'not encrypted',
      undefined,
    ])
    await desk.index.claim(no.record.id, 'd'.repeat(64))
    expect((await page(`${url}/requests?lang=en`, viewer)).text.match(/not encrypted/g)?.length).toBe(
      (list.match(/not encrypted/g)?.length ?? 0) - 1,
    )
  })

  it('says that its bundle is not there yet', async () => {
    const { desk, url } = running
    const { record } = await make(desk)
    await desk.index.claim(record.id, 'c'.repeat(64))
    expect((await page(`${url}/requests/${record.id}`, agent)).text).toContain('on its way')
  })

  it.each(['0b5cf6b4-6b53-4f0e-9d8e-2f1f7a1c9f10', 'x', '%2e%2e%2f', `${'a'.repeat(200)}`, "'--"])('that there is not: %s', async (id) => {
    expect((await page(`${running.url}/requests/${id}`, agent)).status).toBe(404)
  })
})
