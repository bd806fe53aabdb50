/** The PC's smart card service, with a virtual reader and card where the scene has one. The world's /run is its own, so its socket is too. */

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Scene } from '../scene.ts'

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
/** vpcd's own (vsmartcard, virtualsmartcard/README): the card comes to it by TCP, on loopback. */
const PORT = 35_963
const SOCKET = '/run/pcscd/pcscd.comm'
/** Files with the process id of the service and of the card, for a scene's commands to stop them. */
export const processOf = { service: '/run/ground-pcscd.pid', card: '/run/ground-card.pid' } as const
/** The service looks at its readers some times a second. */
const SETTLE_MS = 1200

export async function startSmartcards({ pc }: Scene, folder: string): Promise<void> {
  const { smartcard } = pc ?? {}
  if (smartcard === undefined) return
  const config = join(folder, 'readers')
  mkdirSync(config, { recursive: true })
  if (smartcard !== 'service')
    writeFileSync(
      join(config, 'vpcd'),
      [`FRIENDLYNAME "Virtual PCD"`, `DEVICENAME /dev/null:${PORT}`, `LIBPATH ${DRIVER}`, `CHANNELID ${PORT}`, ''].join('\n'),
    )
  const service = spawn('nsenter', ['--net=/run/netns/pc', '--', 'pcscd', '--foreground', '--config', config], { stdio: 'ignore' })
  writeFileSync(processOf.service, String(service.pid))
  while (!existsSync(SOCKET)) await sleep(20)
  if (smartcard !== 'card' && smartcard !== 'mute-card') return
  // ISO 7816-3: an answer to reset has 33 bytes at most. One that is longer is there and cannot be powered up, which is what pcscd calls mute.
  const atr = smartcard === 'card' ? '3b00' : `3b${'00'.repeat(39)}`
  const card = spawn(
    'nsenter',
    ['--net=/run/netns/pc', '--', process.execPath, fileURLToPath(new URL('./card.ts', import.meta.url)), String(PORT), atr],
    { stdio: 'ignore' },
  )
  writeFileSync(processOf.card, String(card.pid))
  await sleep(SETTLE_MS)
}
