/** `npm run build`: the whole program as dist/terminal-preflight.cjs. */

import { PackagingError } from '../packaging/tools.ts'
import { bundle } from './bundle.ts'

/** Where packaging finds it, and from a checkout whoever runs it with Node. */
const outfile = 'dist/terminal-preflight.cjs'

try {
  const { bytes, version, rulesSha256 } = await bundle({ entry: 'agent/terminal-preflight.ts', outfile })
  process.stdout.write(`${outfile}: version ${version}, ${Math.round(bytes / 1024)} kB, rules ${rulesSha256.slice(0, 12)}\n`)
} catch (error) {
  if (!(error instanceof PackagingError)) throw error
  process.stderr.write(`build: ${error.message}\n`)
  process.exitCode = 1
}
