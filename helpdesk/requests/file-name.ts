/** What a request's file is called: its case, as far as any system takes that as a name. */

/** Room for a folder before it: Windows' own limit for a whole path is 260. */
const LONGEST = 60

/** Names that Windows keeps for devices, whatever stands behind a dot (Microsoft, "Naming Files, Paths, and Namespaces"). */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:$|\.)/i

export const REQUEST_SUFFIX = '.preflight-request'

/** "INC 12/3" → "INC-12-3.preflight-request" */
export function requestFileName(caseName: string): string {
  const plain = caseName.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
  const cut = Array.from(plain).slice(0, LONGEST).join('')
  const trimmed = cut.replace(/^[-.]+|[-.]+$/g, '')
  return `${trimmed === '' || device.test(trimmed) ? 'request' : trimmed}${REQUEST_SUFFIX}`
}
