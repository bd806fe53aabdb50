/** Everything by which people come in and go: logging on and off, one-time links, one's own account, the list of accounts. */

import type { Room } from '../server/room.ts'
import { invitationRoom } from './invitation-room.ts'
import { listRoom } from './list-room.ts'
import { logOnRoom } from './log-on-room.ts'
import { ownRoom } from './own-room.ts'

export const accountsRoom: Room = async (app, desk) => {
  for (const room of [logOnRoom, invitationRoom, ownRoom, listRoom]) await room(app, desk)
}
