/** What pages load beside themselves: one style sheet, one script. Named by their digest, so that a browser may keep them. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Room } from '../server/room.ts'

interface Asset {
  readonly path: string
  readonly type: string
  readonly content: Buffer
}

/** Several files are one asset, in their order. */
function asset(file: string, type: string, parts: readonly string[] = [file]): Asset {
  const content = Buffer.concat(parts.map((part) => readFileSync(join(import.meta.dirname, part))))
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16)
  return { path: `/assets/${digest}/${file}`, type, content }
}

export const assets = {
  style: asset('helpdesk.css', 'text/css; charset=utf-8', ['helpdesk.css', 'parts.css', 'lists.css', 'report.css']),
  icon: asset('icon.svg', 'image/svg+xml'),
  live: asset('live.js', 'text/javascript; charset=utf-8'),
} as const satisfies Readonly<Record<string, Asset>>

export const assetsRoom: Room = (app) => {
  for (const { path, type, content } of Object.values(assets)) {
    app.get(path, { config: { needs: 'nobody' } }, async (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(content),
    )
  }
}
