/**
 * One case, in namespaces of its own (play.ts makes them): builds the ground, runs the agent once for each session, prints what came of
 * it as JSON. When this process ends, its process namespace ends, and with it every server and every network.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Authorities, adoptAuthorities } from '../../lab/certificates.ts'
import { resolverAddress } from '../places.ts'
import type { Scene } from '../scene.ts'
import { build } from './build.ts'
import { shell } from './commands.ts'
import { type Ran, runAgent } from './terminal.ts'

export interface Order {
  readonly scenes: readonly Scene[]
  readonly authorities: Authorities
  readonly folder: string
}

export interface Played {
  readonly runs: readonly Ran[]
  /** Milliseconds until all stood. */
  readonly builtMs: number
}

const { scenes, authorities, folder } = JSON.parse(await text(process.stdin)) as Order
adoptAuthorities(authorities)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'resolv.conf'), `nameserver ${resolverAddress.preferred}\nnameserver ${resolverAddress.alternate}\n`)
// The world's own: networks' names and the smart card service's socket lie in /run, squid's memory in /dev/shm, and servers look names up as HKEX's DNS has them.
shell(
  [
    'mount -t tmpfs none /run',
    'mount -t tmpfs none /dev/shm',
    'mkdir -p /run/netns /run/pcscd',
    `mount --bind ${folder}/resolv.conf /etc/resolv.conf`,
  ].join('\n'),
)
const [first = {}] = scenes
const startedMs = performance.now()
const ground = await build(first, folder)
const builtMs = performance.now() - startedMs
const runs: Ran[] = []
for (const [at, scene] of scenes.entries()) {
  if (at > 0) await ground.change(scene)
  runs.push(await runAgent(scene, join(folder, `run-${at + 1}`)))
}
process.stdout.write(JSON.stringify({ runs, builtMs } satisfies Played), () => process.exit(0))
