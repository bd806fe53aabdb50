/**
 * Silence at the first packet, without root: a listening socket whose queue is full. Linux then drops every SYN, as a
 * firewall does; other systems refuse.
 */

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Place } from './places.ts'
import type { Running } from './running.ts'

/** Node accepts as long as its event loop turns, so the socket belongs to a thread that stands still. */
const standStill = `
  const { parentPort, workerData } = require('node:worker_threads')
  require('node:net').createServer().listen({ ...workerData, backlog: 1 }, () => {
    parentPort.postMessage('listening')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`
/** Twice what a queue of one holds on Linux. */
const FILLERS = 4
/** On loopback a connection that is let in is let in at once. */
const SETTLE_MS = 50

export async function startFullQueue({ address, port }: Place): Promise<Running> {
  const worker = new Worker(standStill, { eval: true, workerData: { host: address, port } })
  await once(worker, 'message')
  const fillers = Array.from({ length: FILLERS }, (): Socket => connect({ host: address, port }).on('error', () => {}))
  await sleep(SETTLE_MS)
  return {
    stop: async () => {
      for (const filler of fillers) filler.destroy()
      await worker.terminate()
    },
  }
}
