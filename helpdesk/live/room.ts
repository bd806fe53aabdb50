/** GET /events: tells open pages that something came or went. Not what: they fetch themselves again, and get what their person may see. */

import { dataFolderAt } from '../data/folder.ts'
import type { Room } from '../server/room.ts'
import { visitorOf } from '../web/visitor.ts'
import { type AudienceLimits, audienceLimits, createAudience } from './audience.ts'
import { staysLoggedOn } from './stay.ts'
import { watchRecords } from './watch-records.ts'

export const liveRoom: Room = async (app, desk) => {
  await liveRoomWithin(audienceLimits)(app, desk)
  const stop = watchRecords(dataFolderAt(desk.options.dataFolder).requests, desk.news)
  app.addHook('preClose', async () => stop())
}

/** @param limits tests take shorter ones */
export function liveRoomWithin(limits: AudienceLimits): Room {
  return (app, desk) => {
    const audience = createAudience(desk.news, limits)
    // Before the server waits for its connections: these would never end by themselves.
    app.addHook('preClose', async () => audience.close())
    app.route({
      method: 'GET',
      url: '/events',
      config: { needs: 'viewer' },
      // HEAD would have the same stream, and never an end.
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const { account } = visitorOf(request)
        const stream = account === null ? null : audience.join(account.id, staysLoggedOn(request, desk))
        if (stream === null) return reply.code(503).header('retry-after', '60').send()
        return (
          reply
            .type('text/event-stream; charset=utf-8')
            .header('cache-control', 'no-store')
            // When the stream ends, so does the connection: a service that stops waits for none.
            .header('connection', 'close')
            // nginx keeps what it passes on until there is more of it, unless it is told (ngx_http_proxy_module, X-Accel-Buffering).
            .header('x-accel-buffering', 'no')
            .send(stream)
        )
      },
    })
  }
}
