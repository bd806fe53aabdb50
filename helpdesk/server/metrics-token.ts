import { badFileError, noInputError, type UserError } from '../../agent/cli/errors.ts'
import { quote } from '../../agent/cli/quote.ts'
import type { Files } from '../../checks/io.ts'

const MOST_BYTES = 4096

/** The token that opens /metrics from elsewhere: one line of a file, so that it stands in no list of processes. RFC 6750 section 2.1 says of what. */
export async function readMetricsToken(path: string, files: Pick<Files, 'read'>): Promise<string | UserError> {
  const file = await files.read(path, MOST_BYTES)
  if ('failure' in file) return noInputError(`--metrics-token-file: ${quote(path)} can't be read (${file.failure.code})`)
  const token = file.content.toString('utf8').trim()
  return /^[A-Za-z0-9._~+/-]{24,512}=*$/.test(token)
    ? token
    : badFileError(
        `--metrics-token-file: ${quote(path)} has to hold one line of 24 to 512 letters and digits, such as openssl rand -hex 32 prints`,
      )
}
