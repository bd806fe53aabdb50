/** Crockford's base32 (https://www.crockford.com/base32.html): 32 symbols without I, L, O and U, which are misread. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const BITS_OF_A_SYMBOL = 5
export const SYMBOLS_OF_A_GROUP = 4

/** What stands before a code in a QR code, so that a scanner's text says what it is; forgiven where a code is typed. */
export const qrPrefix = 'TP1:'

/** Longer than any code however it is written; more is not looked at. */
const MAX_TEXT = 200

export type SymbolsRead =
  | { readonly symbols: readonly number[] }
  /** @param group counts from 1 */
  | { readonly problem: { readonly kind: 'symbol'; readonly symbol: string; readonly group: number } }

/** "8FYC-…" */
export function groupedText(symbols: readonly number[]): string {
  const text = symbols.map((value) => alphabet[value]).join('')
  return (text.match(/.{1,4}/g) ?? []).join('-')
}

/** Small letters, full-width ones, O for 0, I and L for 1, and any blanks and dashes are forgiven. */
export function readSymbols(text: string): SymbolsRead {
  const plain = text.slice(0, MAX_TEXT).normalize('NFKC').toUpperCase().trim()
  const written = (plain.startsWith(qrPrefix) ? plain.slice(qrPrefix.length) : plain).replaceAll(/[\s\p{Dash}]/gu, '')
  const symbols: number[] = []
  for (const symbol of written) {
    const value = alphabet.indexOf(alike[symbol] ?? symbol)
    if (value < 0) return { problem: { kind: 'symbol', symbol, group: Math.floor(symbols.length / SYMBOLS_OF_A_GROUP) + 1 } }
    symbols.push(value)
  }
  return { symbols }
}

const alike: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }
