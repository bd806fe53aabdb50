/** Nobody else's code or settings: what is planted has an effect on Node, and none on the executable. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linuxExecutable } from './built.ts'
import { executableIn, missing, missingWorld, reportIn, titled } from './support/linux.ts'
import { plant } from './support/planted.ts'
import { ended, newHome, runHere, startWorld, type World } from './support/world.ts'

/** Asks for what the variables name: a warning, a certificate, the locale, code in a file. */
const asking = `
  require('node:tls').createSecureContext(); require('node:tls').getCACertificates('extra')
  require('node:tls').connect({ host: '127.0.0.1', port: 9 }).on('error', () => {})
  new Intl.DateTimeFormat('de', { timeZone: 'Asia/Hong_Kong' }).format()
  process.emitWarning('planted')
`

interface Effect {
  readonly exitCode: number | null
  readonly stderr: string
  readonly left: readonly string[]
}

async function effectOn(program: readonly [string, ...string[]], names: readonly string[]): Promise<Effect> {
  await using home = await newHome()
  const { folder, variables, left } = await plant(join(home.folder, 'home'))
  await writeFile(join(folder, 'asking.cjs'), asking)
  const env = Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)))
  const [file, ...args] = program
  const { exitCode, stderr } = await runHere(file, args, { home, env, cwd: folder })
  return { exitCode, stderr, left: (await left()).filter((name) => name !== 'asking.cjs') }
}

/** Those that change what Node says, leaves or runs; the others are only read, and the files that a run opens tell of them. */
const telling = {
  NODE_OPTIONS: { left: ['ran.txt'] },
  NODE_COMPILE_CACHE: { left: ['compiled'] },
  NODE_V8_COVERAGE: { left: ['coverage'] },
  NODE_REDIRECT_WARNINGS: { left: ['warnings.txt'] },
  NODE_DEBUG_NATIVE: { stderr: expect.stringContaining('Enabling WebAssembly') },
  NODE_TLS_REJECT_UNAUTHORIZED: { stderr: expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED') },
  NODE_EXTRA_CA_CERTS: { stderr: expect.stringContaining('extra.pem') },
  OPENSSL_CONF: { exitCode: expect.not.toBeOneOf([0]) },
} as const

const names = [...Object.keys(telling), 'NODE_REPL_EXTERNAL_MODULE', 'NODE_PATH', 'NODE_ICU_DATA', 'NODE_PENDING_DEPRECATION']

describe.skipIf(missing !== undefined)(titled('variables that Node listens to', missing), () => {
  test.concurrent.each(names)('%s', async (name) => {
    const node: Effect = await effectOn([process.execPath, 'asking.cjs'], [name])
    const told = Object.entries(telling).find(([each]) => each === name)?.[1]
    if (told !== undefined) expect(node).toMatchObject(told)
    expect(await effectOn([linuxExecutable, 'about'], [name])).toEqual({ exitCode: 0, stderr: '', left: [] })
  })

  test('NODE_DEBUG is talk on standard error, and nothing else', async () => {
    await using home = await newHome()
    const [talking, quiet] = [
      await runHere(linuxExecutable, ['about'], { home, env: { NODE_DEBUG: '*' } }),
      await runHere(linuxExecutable, ['about'], { home }),
    ]
    expect({ ...talking, stderr: '' }).toEqual(quiet)
  })

  test('NODE_CHANNEL_FD that is no pipe: Node ends before the program begins, and nothing reads as READY', async () => {
    await using home = await newHome()
    const { exitCode, stdout } = await runHere(linuxExecutable, ['about'], { home, env: { NODE_CHANNEL_FD: 'none' } })
    expect([exitCode, stdout]).toEqual([1, ''])
  })

  test.concurrent.each([
    ['--inspect', '--version'],
    ['--inspect-brk=127.0.0.1:0', '--version'],
    ['--require', './foreign.cjs', '--version'],
    ['--node-options=--require=./foreign.cjs', '--version'],
    ['--openssl-config=openssl.cnf', '--version'],
    ['--env-file=.env', '--version'],
    ['--experimental-default-config-file', '--version'],
  ])('Node’s own flags are none of its own: %s', async (...args) => {
    await using home = await newHome()
    const { folder, left } = await plant(home.home)
    const ran = await runHere(linuxExecutable, args, { home, cwd: folder })
    expect(ran).toMatchObject({ exitCode: 0, stderr: '', stdout: expect.stringMatching(/^terminal-preflight \S+\n$/) })
    const refused = await runHere(linuxExecutable, args.slice(0, -1), { home, cwd: folder })
    expect(refused).toMatchObject({
      exitCode: 64,
      stdout: '',
      stderr: expect.stringMatching(/^terminal-preflight: there is no flag '.*\n$/),
    })
    expect(await left()).toEqual([])
  })
})

describe.skipIf(missingWorld !== undefined)(titled('whole runs', missingWorld), () => {
  let world: World
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test('everything planted at once, in the working folder and beside the executable: the same verdict, nothing said, nothing left', async () => {
    await using home = await newHome()
    const { folder, variables, left } = await plant(join(home.folder, 'planted'))
    const executable = await executableIn(folder)
    const ran = await world.run(executable, [...world.flags, '--silent'], { home, env: variables, cwd: folder })
    expect(ran).toEqual({ exitCode: 0, signal: null, stdout: '', stderr: '' })
    expect((await left()).filter((name) => name !== 'terminal-preflight')).toEqual([])
    expect(await reportIn(home.home)).toMatchObject({ verdict: 'ready', causes: [] })
  })

  test('SIGUSR1 opens no debugger’s port', async () => {
    await using home = await newHome()
    const deaf = `require('node:net').createServer(() => {}).listen(4999, '127.0.0.1', () => console.log('listening'))`
    const server = world.start(process.execPath, ['-e', deaf], { home })
    await once(server.stdout, 'data')
    const profile = join(home.folder, 'deaf.yaml')
    await writeFile(profile, 'id: deaf\ntargets: [{ id: deaf, url: "https://127.0.0.1:4999/" }]\n')
    const programs = {
      node: world.start(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { home }),
      executable: world.start(linuxExecutable, ['--profile', profile, '--browser', 'off', '--silent', '--ephemeral'], { home }),
    }
    try {
      const ports: Record<string, boolean> = {}
      for (const [name, program] of Object.entries(programs)) {
        await sleep(800)
        spawn('kill', ['-USR1', String(program.pid)])
        await sleep(400)
        ports[name] = await hasDebugger(server.pid)
        program.kill('SIGKILL')
        const { stderr } = await ended(program)
        if (name === 'executable') expect(stderr).toBe('')
        await sleep(50)
      }
      expect(ports).toEqual({ node: true, executable: false })
    } finally {
      for (const each of [server, ...Object.values(programs)]) each.kill('SIGKILL')
    }
  })
})

/** 9229 listens, in the network of that process (proc(5), /proc/net/tcp: 0A is LISTEN). */
async function hasDebugger(pid: number | undefined): Promise<boolean> {
  return / [0-9A-F]{8}:240D [0-9A-F:]+ 0A /.test(await readFile(`/proc/${pid}/net/tcp`, 'latin1'))
}
