import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../../checks/io/temporary-folder.ts'
import { report } from './report.ts'

// As for a user 陳大文: the temporary folder lies below the user's.
process.env.USERPROFILE = 'C:\\users\\陳大文'
process.env.TEMP = `${process.env.USERPROFILE}\\AppData\\Local\\Temp`
mkdirSync(process.env.TEMP, { recursive: true })

async function filled() {
  const folder = await temporaryFolder('terminal-preflight-wine-')
  if ('failure' in folder) throw new Error(folder.failure.code)
  mkdirSync(join(folder.path, '文件/a'), { recursive: true })
  writeFileSync(join(folder.path, '文件/a/設定.txt'), 'text')
  return folder
}

const folder = await filled()
const size = await folder.size()
const removed = await folder.remove()
const left = await filled()
await report(async () => ({ path: folder.path, size, removed, left: left.path }))
process.exit(0)
