/** Bundles that a command names: read, and decrypted where a key is given. */

import type { KeyObject } from 'node:crypto'
import { pieces } from '../archive/pieces.ts'
import { isUserError, type UserError, usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import type { FlagTable } from '../cli/flag-table.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { isEnveloped, openEnvelope } from '../cms/decrypt.ts'
import { MAX_OPENING_KEY_BYTES, readOpeningKey } from '../cms/decrypt-key.ts'
import { signingPassword } from '../identity/password.ts'
import { type NamedFile, namedByFlag, readNamed } from '../profile/named-file.ts'
import type { CommandDoors, Given } from './command.ts'
import { commandWords, keyProblems, openProblems } from './mistake-words.ts'

/** An archive of the largest size that is read, and its envelope. */
export const MAX_BUNDLE_BYTES = 300 * 1024 * 1024

/** The helpdesk's own key: its bundles may be looked at without opening them to a file first. */
export const keyFlags = {
  key: { takes: 'value', repeatable: false, wants: 'the name of a PEM file with the private key' },
  'key-password-file': { takes: 'value', repeatable: false, wants: 'the name of a file that holds the password' },
} as const satisfies FlagTable

export function namedArgument(name: string): NamedFile {
  return {
    ...namedByFlag('', name),
    refuse: (exitCode, problem) => ({
      kind: 'error',
      exitCode,
      line: tell(mistakeWords.ofName, { name: printable(name), problem }),
      mistakes: [],
    }),
  }
}

/** The bytes of a bundle; one that is encrypted comes opened where `--key` opens it, and else as it is. */
export async function readBundleFile(
  name: string,
  given: Given,
  doors: CommandDoors,
  wanted: 'any' | 'encrypted' = 'any',
): Promise<Uint8Array | UserError> {
  const named = namedArgument(name)
  const bytes = await readNamed(named, MAX_BUNDLE_BYTES, doors.io)
  if (isUserError(bytes)) return bytes
  if (wanted === 'encrypted' && !isEnveloped(bytes)) return named.refuse(exitCodes.badFile, tell(openProblems['not-encrypted']))
  if (!isEnveloped(bytes) || given.first('key') === null) return bytes
  const key = await readKey(given, doors)
  if (isUserError(key)) return key
  const plain: Uint8Array[] = []
  const opened = await openEnvelope(pieces({ bytes }), { key, maxBytes: MAX_BUNDLE_BYTES }, (piece) => void plain.push(piece))
  return 'problem' in opened ? named.refuse(exitCodes.badFile, tell(openProblems[opened.problem])) : Buffer.concat(plain)
}

/** 66 where it can't be read, 78 where it is no key, or the password is not its. */
export async function readKey(given: Given, { io, terminal }: CommandDoors): Promise<KeyObject | UserError> {
  const name = given.first('key')
  if (name === null) return usageError(tell(commandWords.keyNeeded))
  const named = namedByFlag('--key', name)
  const content = await readNamed(named, MAX_OPENING_KEY_BYTES, io)
  if (isUserError(content)) return content
  const open = readOpeningKey(content)
  if ('key' in open) return open.key
  if (open.problem !== 'passphrase-needed') return named.refuse(exitCodes.badFile, tell(keyProblems[open.problem]))
  const file = given.first('key-password-file')
  const { askUnseen } = terminal
  const password = await signingPassword({
    file: file === null ? null : { path: file, files: io.files },
    env: {},
    ask: askUnseen === undefined ? null : () => askUnseen(`${printable(name)}: `),
  })
  if ('problem' in password) return named.refuse(exitCodes.badFile, tell(keyProblems['passphrase-needed']))
  const read = readOpeningKey(content, password.password)
  return 'key' in read ? read.key : named.refuse(exitCodes.badFile, tell(keyProblems[read.problem]))
}
