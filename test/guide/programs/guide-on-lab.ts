/** `guide-on-lab.ts DATA-FOLDER ARGS…`: the program's own command line at this process' terminal, on a PC of the lab's that sees the folder's files too. */

import { main } from '../../../agent/main.ts'
import { ownTerminal } from '../../../agent/terminal.ts'
import { realFiles } from '../../../checks/io/files.ts'
import { startLab } from '../../lab/lab.ts'

const [dataFolder = '', ...argv] = process.argv.slice(2)
const lab = await startLab()
const real = realFiles()
const files = {
  ...lab.io.files,
  read: (path: string, most: number) => (path.startsWith(dataFolder) ? real : lab.io.files).read(path, most),
}
const terminal = ownTerminal(new AbortController().signal)
const code = await main([...argv, ...lab.flags], { ...lab.io, files }, terminal, { dataFolder, programFolder: dataFolder })
await lab.stop()
process.stdout.write(`\nEXIT ${code}\n`, () => process.exit(0))
