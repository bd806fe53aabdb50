/** How long the inbox takes for a page: whole answers, from the request's last byte to the page's, as a browser on the same PC has them. */

import { Client } from 'undici'
import { digestOf } from '../helpdesk/support/rows.ts'
import type { ServiceReady } from './helpdesk-service.ts'

export interface InboxTimes {
  readonly name: string
  readonly p50: number
  readonly p95: number
}

const ROUNDS = 60
const terminal = digestOf('terminal 1234').slice(0, 32)
const pages: readonly (readonly [name: string, address: string])[] = [
  ['the newest', '/'],
  ['one verdict', '/?verdict=not-ready'],
  ['one cause', '/?cause=tls%2Fexpired'],
  ['a rare cause', '/?cause=tls%2Fweak-key'],
  ['verdict and cause', '/?verdict=not-ready&cause=tls%2Fweak-key'],
  ['judged otherwise', '/?differs=1'],
  ['one case', '/?case=INC50000'],
  ['one terminal', `/?terminal=${terminal}`],
  ['searched, many found', '/?q=pc-12'],
  ['searched, one found', '/?q=inc93336'],
  ['searched, none found', '/?q=nobody-has-this'],
  ['searched, two letters, none found', '/?q=zq'],
  ['searched in Chinese, none found', `/?q=${encodeURIComponent('證書')}`],
  ['searched in one verdict, none found', '/?verdict=ready&q=nobody-has-this'],
  ['searched in one signature, none found', '/?signature=known&q=nobody-has-this'],
  ['searched in one cause, none found', '/?cause=tls%2Fexpired&q=nobody-has-this'],
  ['searched in a verdict of none, all found', '/?verdict=undetermined&q=pc-'],
]

export async function measureInbox({ url, cookie }: ServiceReady): Promise<InboxTimes[]> {
  const client = new Client(url)
  const get = async (path: string): Promise<string> => {
    const { statusCode, body } = await client.request({ method: 'GET', path, headers: { cookie, accept: 'text/html' } })
    const page = await body.text()
    if (statusCode !== 200) throw new Error(`${path}: ${statusCode}`)
    return page
  }
  const deep = await deepPage(get)
  const times: InboxTimes[] = []
  for (const [name, address] of [
    ...pages,
    ['a deep page', deep] as const,
    ['a deep page of one verdict', `${deep}&verdict=not-ready`] as const,
  ]) {
    await get(address)
    const ms: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedMs = performance.now()
      await get(address)
      ms.push(performance.now() - startedMs)
    }
    ms.sort((one, other) => one - other)
    times.push({ name, p50: ms[Math.floor(ROUNDS * 0.5)] ?? Number.NaN, p95: ms[Math.floor(ROUNDS * 0.95)] ?? Number.NaN })
  }
  await client.close()
  return times
}

/** By the cursor that its own pages have, moved to the middle of the list. */
async function deepPage(get: (path: string) => Promise<string>): Promise<string> {
  const [, cursor = ''] = /[?&]after=([^"&]+)"/.exec(await get('/')) ?? []
  const [ms, sha256] = decodeURIComponent(cursor).split(/[^0-9a-f]+/)
  if (ms === undefined || sha256 === undefined) throw new Error('no older page')
  return `/?after=${cursor.replace(ms, String(Number(ms) - 50_000 * 60_000))}`
}
