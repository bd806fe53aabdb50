/**
 * Variables of the environment that Node itself reads before the program's first statement, so that the program can't refuse them, and
 * for which it has no switch either. Each is another's way to run code in this program, to have files written, or to stop it. Their names
 * are blanked in the base: Node then asks for a variable without a name, and no system has one.
 */

import { readFile, writeFile } from 'node:fs/promises'
import { PackagingError } from '../tools.ts'

export const closedVariables = [
  // A folder of compiled code that Node takes for the program's own (src/compile_cache.cc): what is planted there runs in its place.
  'NODE_COMPILE_CACHE',
  // Names a provider, a library that OpenSSL loads (`config` in its manual, "Provider Configuration").
  'OPENSSL_CONF',
  // Node writes there what ran.
  'NODE_V8_COVERAGE',
  // Locale and time zone data that come before Node's own.
  'NODE_ICU_DATA',
  // Further roots. Whom this PC trusts is what its own store says, as it is for Edge, which reads none of these; others come by flags.
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Node refuses to start where NODE_OPTIONS are refused (src/node.cc) and this is set.
  'NODE_REPL_EXTERNAL_MODULE',
  // Node's own talk on standard error.
  'NODE_DEBUG_NATIVE',
  // A file that warnings go to.
  'NODE_REDIRECT_WARNINGS',
] as const

/** Throws a PackagingError where a name is not there exactly once: another version of Node would want another look. */
export async function closeVariables(base: string, outFile: string): Promise<void> {
  const bytes = await readFile(base)
  for (const name of closedVariables) {
    const [at, ...more] = placesOf(bytes, name)
    if (at === undefined || more.length > 0) {
      throw new PackagingError(`${base}: ${name} is there ${at === undefined ? 'nowhere' : 'more than once'}, and should be once`)
    }
    bytes[at] = 0
  }
  await writeFile(outFile, bytes, { mode: 0o755 })
}

/** Where C's text of that name begins. V8's own texts of the same name, which JavaScript reads, have their length before them. */
function placesOf(bytes: Buffer, name: string): number[] {
  const text = Buffer.from(`\0${name}\0`, 'latin1')
  const places: number[] = []
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) {
    const isOfV8 = at >= LENGTH_BYTES && bytes.readUInt32LE(at + 1 - LENGTH_BYTES) === name.length
    if (!isOfV8) places.push(at + 1)
  }
  return places
}

const LENGTH_BYTES = 4
