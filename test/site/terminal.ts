/** The whole program on the lab's terminal: its own files, and beside them a folder of the test's. */

import { main } from '../../agent/main.ts'
import { realFiles } from '../../checks/io/files.ts'
import type { Io } from '../../checks/io.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** What stands in `folder` is real, for reading and writing. */
export function withFolder(io: Io, folder: string): Io {
  const real = realFiles()
  const choose = (path: string) => (path.startsWith(folder) ? real : io.files)
  return { ...io, files: { ...io.files, write: real.write, read: (path, maxBytes) => choose(path).read(path, maxBytes) } }
}

export async function runProgram(
  argv: readonly string[],
  io: Io,
  folder: string,
  interrupted = new AbortController().signal,
): Promise<Ran> {
  let stdout = ''
  let stderr = ''
  const terminal = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    colours: false,
    columns: 80,
    interrupted,
  }
  const code = await main(argv, io, terminal, { programFolder: folder, dataFolder: folder })
  return { code, stdout, stderr }
}
