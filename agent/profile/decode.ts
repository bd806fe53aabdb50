import { tell } from '../cli/told.ts'
import { fileWords as words } from './mistake-words.ts'
import type { Read } from './readers.ts'

/**
 * The text of a file: UTF-8, or UTF-16 with its byte order mark as Windows' own editors and PowerShell write it (YAML 1.2.2
 * section 5.2). The mark itself is dropped. Anything else, such as Big5, would turn names into nonsense unseen.
 */
export function decodeText(content: Uint8Array): Read<string> & { readonly line?: number } {
  const [first, second] = content
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  const text = decodeStrictly(content, encoding)
  if (text === undefined)
    return {
      problem: tell(words.notText, { encoding: encoding === 'utf-8' ? 'UTF-8' : 'UTF-16' }),
      line: lineOfFirstBadByte(content, encoding),
    }
  const nul = text.indexOf('\0')
  return nul < 0
    ? { value: text }
    : {
        problem: tell(words.nul),
        line: text.slice(0, nul).split('\n').length,
      }
}

function decodeStrictly(content: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

function lineOfFirstBadByte(content: Uint8Array, encoding: string): number {
  // Up to the bad byte a lenient reading has no replacement character that the text didn't have.
  const lenient = new TextDecoder(encoding).decode(content)
  return lenient.slice(0, lenient.indexOf('\uFFFD')).split('\n').length
}
