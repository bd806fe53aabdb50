import { afterEach, describe, expect, test } from 'vitest'
import { createAudience } from '../../../helpdesk/live/audience.ts'
import { createNews } from '../../../helpdesk/server/news.ts'
import { type ListsDesk, type ListsWish, startLists } from '../web/lists-desk.ts'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start(live: ListsWish['live'] = {}): Promise<ListsDesk> {
  const lists = await startLists({ live })
  open.push(() => lists.close())
  return lists
}

interface Stream {
  readonly status: number
  readonly headers: Headers
  /** What came until it ended, or so many characters. */
  until(pattern: RegExp): Promise<string>
  readonly ended: Promise<string>
  abort(): void
}

async function listen({ url }: ListsDesk, session: string): Promise<Stream> {
  const leaving = new AbortController()
  const answer = await fetch(`${url}/events`, {
    headers: { accept: 'text/event-stream', cookie: `__Host-session=${session}` },
    signal: leaving.signal,
  })
  let text = ''
  const decoder = new TextDecoder()
  const ended = (async () => {
    for await (const chunk of answer.body ?? []) text += decoder.decode(chunk)
    return text
  })()
  ended.catch(() => undefined)
  open.push(async () => leaving.abort())
  return {
    status: answer.status,
    headers: answer.headers,
    async until(pattern) {
      await expect.poll(() => text, { timeout: 5000, interval: 10 }).toMatch(pattern)
      return text
    },
    ended,
    abort: () => leaving.abort(),
  }
}

describe('events', () => {
  test('tell that something came, and not what', async () => {
    const lists = await start({ gatherMs: 20 })
    const stream = await listen(lists, await lists.logOn('viewer'))
    expect(stream.status).toBe(200)
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(stream.headers.get('cache-control')).toBe('no-store')
    expect(stream.headers.get('content-security-policy')).toContain("default-src 'none'")
    lists.news.tell({ kind: 'bundle', subject: 'a'.repeat(64) })
    lists.news.tell({ kind: 'removed', subject: 'b'.repeat(64) })
    const text = await stream.until(/event: removed\ndata: 1\n\n/)
    expect(text).toBe('retry: 3000\n\nevent: bundle\ndata: 1\n\nevent: removed\ndata: 1\n\n')
  })

  test('a hundred at once are one', async () => {
    const lists = await start({ gatherMs: 100 })
    const stream = await listen(lists, await lists.logOn('viewer'))
    for (let count = 0; count < 100; count++) lists.news.tell({ kind: 'bundle', subject: String(count) })
    lists.news.tell({ kind: 'request', subject: 'last' })
    expect((await stream.until(/event: request/)).match(/event: bundle/g)).toHaveLength(1)
  })

  test('signs of life come while nothing happens', async () => {
    const lists = await start({ heartbeatMs: 20 })
    const stream = await listen(lists, await lists.logOn('viewer'))
    await stream.until(/(?::\n\n){3}/)
  })

  test('end when the session does', async () => {
    const lists = await start({ heartbeatMs: 20 })
    const session = await lists.logOn('viewer')
    const stream = await listen(lists, session)
    await stream.until(/:\n\n/)
    await lists.accounts.logOut(session)
    expect(await stream.ended).toMatch(/event: over\ndata: 1\n\n$/)
  })

  test('end when the account is switched off', async () => {
    const lists = await start({ heartbeatMs: 20 })
    const stream = await listen(lists, await lists.logOn('viewer'))
    const account = (await lists.accounts.list()).find(({ role }) => role === 'viewer')
    await lists.accounts.setDisabled(account?.id ?? '', true)
    expect(await stream.ended).toMatch(/event: over/)
  })

  test('end after a while, so that a page at which nobody sits keeps no session alive', async () => {
    const lists = await start({ heartbeatMs: 20, longestMs: 60 })
    const stream = await listen(lists, await lists.logOn('viewer'))
    expect(await stream.ended).toMatch(/event: over/)
  })

  test('end when the service stops, and don’t hold it up', async () => {
    const lists = await startLists()
    const stream = await listen(lists, await lists.logOn('viewer'))
    const began = performance.now()
    await lists.close()
    expect(performance.now() - began).toBeLessThan(3000)
    // No word that it is over: browsers ask again.
    expect(await stream.ended).not.toContain('over')
  })

  test('of one person the oldest ends where there are too many; of all together the newest is refused', async () => {
    const lists = await start({ mostOfOne: 2, mostListeners: 3 })
    const session = await lists.logOn('viewer')
    const first = await listen(lists, session)
    const second = await listen(lists, session)
    const third = await listen(lists, session)
    expect(await first.ended).toMatch(/event: over/)
    expect((await listen(lists, await lists.logOn('admin'))).status).toBe(200)
    const session4 = await lists.logOn('agent')
    const refused = await listen(lists, session4)
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('60')
    expect([second.status, third.status]).toEqual([200, 200])
    // Whoever leaves makes room.
    second.abort()
    await expect.poll(async () => (await listen(lists, session4)).status, { timeout: 5000 }).toBe(200)
  })

  test('HEAD has no stream', async () => {
    const lists = await start()
    const answer = await fetch(`${lists.url}/events`, {
      method: 'HEAD',
      headers: { cookie: `__Host-session=${await lists.logOn('viewer')}` },
    })
    expect(answer.status).toBe(404)
  })
})

test('whoever doesn’t read is let go, and costs no memory', async () => {
  const news = createNews()
  const audience = createAudience(news, { heartbeatMs: 60_000, gatherMs: 0, longestMs: 60_000, mostListeners: 5, mostOfOne: 5 })
  const stream = audience.join('somebody', async () => true)
  stream?.pause()
  for (let count = 0; count < 2000 && stream?.destroyed !== true; count++) {
    news.tell({ kind: 'bundle', subject: '' })
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  expect(stream?.destroyed).toBe(true)
  audience.close()
})
