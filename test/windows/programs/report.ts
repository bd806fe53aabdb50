import { writeFileSync } from 'node:fs'

/** Writes what comes of it where the test looks: Node under Wine can't print into a pipe. */
export async function report(work: () => Promise<unknown>): Promise<void> {
  const file = process.argv[2] ?? ''
  try {
    writeFileSync(file, JSON.stringify(await work()))
  } catch (error) {
    writeFileSync(file, JSON.stringify({ thrown: error instanceof Error ? error.stack : String(error) }))
  }
}
