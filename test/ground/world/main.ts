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
import { type Answer, runCommands, type TerminalCommand } from './commands-at-terminal.ts'
import { type Ran, runAgent } from './terminal.ts'

export interface Order {
  readonly scenes: readonly Scene[]
  readonly authorities: Authorities
  readonly folder: string
  /** What is run at the terminal after the agent, on the last scene. */
  readonly commands?: readonly TerminalCommand[]
}

export interface Played {
  readonly runs: readonly Ran[]
  /** Milliseconds until all stood. */
  readonly builtMs: number
  /** Of the order's commands. */
  readonly answers: readonly Answer[]
}

const { scenes, authorities, folder, commands = [] } = JSON.parse(await text(process.stdin)) as Order
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
const answers = await runCommands(scenes.at(-1) ?? {}, join(folder, 'commands'), commands)
process.stdout.write(JSON.stringify({ runs, builtMs, answers } satisfies Played), () => process.exit(0))
