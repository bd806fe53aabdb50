/** Under Wine's Node: the executable in a folder with blanks and Chinese in its name, for a user who is called so, and --output too. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { report } from '../../windows/programs/report.ts'

const user = 'C:\\users\\陳 大文 (證券部)'
const local = join(user, 'AppData\\Local')
const downloads = join(user, '下載 項目')
const executable = join(downloads, '終端機 檢查.exe')
const output = join(user, '桌面', '報告 一')

async function run(name: string, args: readonly string[]): Promise<number> {
  const [stdout, stderr] = ['out', 'err'].map((end) => openSync(`Z:\\out\\${name}.${end}`, 'w')) as [number, number]
  const child = spawn(executable, [...args], {
    cwd: downloads,
    stdio: ['ignore', stdout, stderr],
    env: { ...process.env, USERPROFILE: user, LOCALAPPDATA: local, TEMP: join(local, 'Temp'), TMP: join(local, 'Temp') },
  })
  const [code] = await once(child, 'exit')
  return code
}

await report(async () => {
  for (const folder of [downloads, join(local, 'Temp')]) mkdirSync(folder, { recursive: true })
  copyFileSync('Z:\\built\\terminal-preflight.exe', executable)
  return {
    kept: await run('kept', []),
    named: await run('named', ['--output', output, `--json=${join(output, '結果 二.json')}`]),
    ephemeral: await run('ephemeral', ['--ephemeral']),
    about: await run('about', ['about']),
  }
})
