/** Short keyed tags: the same value has the same one in every bundle of an install, and nobody without the key can try names. */

import { createHmac } from 'node:crypto'

export type Tag = (kind: string, value: string) => string

/** No vowels, so that no word comes of it by chance, and no digits that look like letters. */
const letters = 'bcdfghjkmnpqrstvwxyz23456789'
/** 28^7 is some 10^10: two of a thousand values share one in a case of twenty thousand. */
const LENGTH = 7

const tagPattern = `[${letters}]{${LENGTH}}`
const userToken = new RegExp(`^user-${tagPattern}$`)
const queryToken = new RegExp(`^\\?(?:\\.\\.\\.|…|q-${tagPattern})$`)

export function isUserToken(text: string): boolean {
  return userToken.test(text)
}

/** Also what the probes leave of a query themselves. */
export function isQueryToken(text: string): boolean {
  return queryToken.test(text)
}

export function tagsBy(key: Uint8Array): Tag {
  const made = new Map<string, string>()
  return (kind, value) => {
    const text = `${kind}\0${value}`
    const known = made.get(text)
    if (known !== undefined) return known
    const digest = createHmac('sha256', key).update(text).digest()
    const tag = Array.from(digest.subarray(0, LENGTH), (byte) => letters[byte % letters.length]).join('')
    made.set(text, tag)
    return tag
  }
}
