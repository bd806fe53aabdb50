/** Which passwords are too weak. Length counts, kinds of characters don't (NIST SP 800-63B 5.1.1.2, ASVS 4.0 2.1). */

import type { WeakPassword } from './accounts.ts'
import { nameKey } from './names.ts'

/** ASVS 4.0 2.1.1 and 2.1.2, in Unicode's characters. */
export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

/** What the commonest passwords of this length are made of, beside digits and marks at either end (SecLists, Have I Been Pwned). */
const commonest = new Set(
  `password passw0rd p@ssword p@ssw0rd pa55word passphrase mypassword passwort qwerty qwertyuiop qwertyuiopasdfghjkl asdfghjkl zxcvbnm
qazwsx qazwsxedc qazwsxedcrfv 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc zaq12wsx iloveyou iloveyouforever letmein welcome
welcometo changeme changeit trustno1 sunshine princess football baseball superman batman monkey dragon master shadow michael jennifer
starwars whatever computer internet administrator admin root default secret supersecret topsecret temporary temppassword newpassword
hongkong hkex ccass dms ccms helpdesk terminal preflight terminalpreflight support service summer winter spring autumn monday january
february september november december correcthorsebatterystaple`.split(/\s+/),
)

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm']

/** What is wrong with it; null where nothing is. */
export function weakness(password: string, name: string): WeakPassword | null {
  const length = Array.from(password).length
  if (length < SHORTEST_PASSWORD) return 'short'
  if (length > LONGEST_PASSWORD) return 'long'
  const plain = nameKey(password)
  if (namesThePerson(plain, nameKey(name))) return 'name'
  return isCommon(plain) ? 'common' : null
}

/** The name alone, turned around, twice, or with digits and marks around it: not a sentence in which it stands. */
function namesThePerson(plain: string, name: string): boolean {
  const turned = Array.from(name).reverse().join('')
  return [name, turned, ...name.split(/[ ._@'+-]+/)].some(
    (part) =>
      part.length >= 3 &&
      Array.from(plain.replaceAll(part, '')).filter((letter) => /\p{L}/u.test(letter)).length < 4 &&
      plain.includes(part),
  )
}

function isCommon(plain: string): boolean {
  const core = plain.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
  const whole = plain.replace(/[\s._-]+/g, '')
  return (
    [plain, core, whole].some((text) => commonest.has(once(text)) || isRow(once(text))) ||
    (/^\P{L}*$/u.test(plain) && new Set(plain).size < 6)
  )
}

/** `abcabcabc` is `abc`. */
function once(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text
}

/** One character, or keys and letters as they follow one another, forwards or backwards. */
function isRow(text: string): boolean {
  const turned = Array.from(text).reverse().join('')
  return text.length < 3 || rows.some((row) => row.includes(text) || row.includes(turned))
}
