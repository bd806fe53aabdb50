/** Sends a plan's bundles over several connections, as fast as they are answered, from a process of its own. */

import { readFileSync } from 'node:fs'
import { Client } from 'undici'
import { mediaTypes } from '../../agent/bundle/format.ts'
import type { Load, Loaded, Plan } from './helpdesk-plan.ts'

process.once('message', async (load: Load) => {
  // Ten thousand numbers are not told at once.
  process.send?.(await send(load), () => process.disconnect())
})

async function send({ planFile, url, connections, from, to }: Load): Promise<Loaded> {
  const { variants, bundles } = JSON.parse(readFileSync(planFile, 'utf8')) as Plan
  const middles = variants.map((each) => Buffer.from(each, 'base64'))
  const answersMs: number[] = []
  const statuses: Record<string, number> = {}
  let next = from
  const startedMs = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(url)
      for (let planned = bundles[next]; planned !== undefined && next < to; planned = bundles[next]) {
        next += 1
        const { sha256, token, head, tail, variant } = planned
        const body = Buffer.concat([Buffer.from(head, 'base64'), middles[variant] ?? Buffer.alloc(0), Buffer.from(tail, 'base64')])
        const headers = { authorization: `Bearer ${token}`, 'content-type': mediaTypes.plain }
        const sentMs = performance.now()
        const answer = await client.request({ method: 'PUT', path: `/bundles/${sha256}`, headers, body })
        await answer.body.dump()
        answersMs.push(performance.now() - sentMs)
        statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
      }
      await client.close()
    }),
  )
  const seconds = (performance.now() - startedMs) / 1000
  return { seconds, answersMs: answersMs.sort((one, other) => one - other), statuses }
}
