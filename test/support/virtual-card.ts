/** A smart card for the virtual reader of vsmartcard (vpcd): it knows its answer to reset and nothing else. */

import { once } from 'node:events'
import { connect } from 'node:net'

/** Asked for by a message of this one byte; 0 power off, 1 power on and 2 reset want no answer. Every message has its length before it, two bytes. */
const GET_ATR = 4

/** Puts a card into the virtual reader that listens at `port`. */
export async function insertCard(port: number, atr: Buffer): Promise<{ readonly pull: () => void }> {
  const socket = connect(port, '127.0.0.1')
  let received = Buffer.alloc(0)
  socket.on('data', (piece) => {
    received = Buffer.concat([received, piece])
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
      if (received[2] === GET_ATR) socket.write(Buffer.from([atr.length >> 8, atr.length & 0xff, ...atr]))
      received = received.subarray(2 + received.readUInt16BE())
    }
  })
  // pcscd ends while the card is in.
  socket.on('error', () => {})
  await once(socket, 'connect')
  return { pull: () => socket.destroy() }
}
