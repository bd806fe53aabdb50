import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { bundle, repository } from '../../scripts/bundle.ts'
import { programFile } from './program-file.ts'

let built: Promise<void> | undefined

/** Builds the agent, once in a process. It comes to its place in one go: other grounds may run it just now. */
export function buildProgram(): Promise<void> {
  built ??= build()
  return built
}

async function build(): Promise<void> {
  const outfile = `dist/ground/.${process.pid}.cjs`
  await bundle({ entry: 'agent/terminal-preflight.ts', outfile })
  const made = join(repository, outfile)
  await rename(made, programFile)
}
