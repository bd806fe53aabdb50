/**
 * What systeminformation tells that nobody judges by: memory that programs could still get, and the model of a Mac. Measured on two
 * cores: loading it takes 25-40 ms of CPU, `mem()` 2 ms. What we do not ask it, and why:
 * - on Windows nothing: each answer there is a PowerShell or several (some 300 ms of CPU on a terminal that is measuring its network
 *   and opens Edge meanwhile, and an alarm in many a bank); `osInfo()` runs `chcp`, `networkInterfaces()` netsh and ipconfig while
 *   everything else waits (execSync), and reads their words. The registry and Node know the same in milliseconds
 * - `osInfo()` elsewhere: it runs `hostname -f` while everything else waits, and that asks DNS, the very thing that may be silent
 * - `networkInterfaces()`: 100-160 ms in which everything else waits; Node and /sys know the same
 * - `system()` on Linux: 20-30 ms in which everything else waits; DMI's files know the same
 * - `fsSize()`: `df` hangs on a share whose server is gone; statfs of the two folders that matter does not look at it
 */

import { failure, failureOf } from '../failure.ts'
import { inTurn } from '../in-turn.ts'
import type { System } from '../io.ts'
import { startLimit } from '../limit.ts'

/** Tells what it has within `limitMs`; a process of its own that still runs then goes with the program. */
export async function systemDetails(platform: NodeJS.Platform, limitMs: number, signal: AbortSignal): ReturnType<System['details']> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<{ failure: ReturnType<typeof failure> }>()
  const onAbort = () => stop({ failure: failure('cancelled') })
  const limit = startLimit(limitMs, () => stop({ failure: failure('no-reply', 'limit') }))
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  const outcome = await Promise.race([ask(platform), stopped])
  limit.clear()
  signal.removeEventListener('abort', onAbort)
  return outcome
}

async function ask(platform: NodeJS.Platform): ReturnType<System['details']> {
  try {
    // Its turn is over when it is loaded: what others load does not wait for its answers.
    const { default: systeminformation } = await inTurn(() => import('systeminformation'))
    const [memory, computer] = await Promise.all([systeminformation.mem(), platform === 'darwin' ? systeminformation.system() : null])
    return {
      details: {
        computer: computer === null ? null : { maker: String(computer.manufacturer ?? ''), model: String(computer.model ?? '') },
        availableBytes: bytesOf(memory.available),
        swapTotalBytes: bytesOf(memory.swaptotal),
      },
    }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

function bytesOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0
}
