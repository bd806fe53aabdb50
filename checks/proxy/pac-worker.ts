/** The thread in which PAC scripts run. `workerData` is the compiled engine; each message is a request, each answer an outcome. */

import { parentPort, workerData } from 'node:worker_threads'
import { runPac } from './pac-run.ts'
import type { PacRequest } from './pac-sandbox.ts'

parentPort?.on('message', (request: PacRequest) => {
  void runPac(workerData as WebAssembly.Module, request).then((outcome) => parentPort?.postMessage(outcome))
})
