/** Passwords at rest: scrypt (RFC 7914) in a PHC string, `$scrypt$ln=17,r=8,p=1$salt$hash`, so that the cost can be raised later. */

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { HASHED_AT_ONCE, HASHES_WAITING, type PasswordCost } from './limits.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32

const phc = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

/** Thrown where so many passwords are being looked at that one more would have to wait for seconds. */
export class Busy extends Error {
  override readonly name = 'Busy'
}

export interface PasswordHasher {
  /** Throws `Busy`. */
  hash(password: string): Promise<string>
  /** Takes as long where `kept` is null, and is false then. Throws `Busy`. */
  matches(password: string, kept: string | null): Promise<boolean>
  /** Whether it was made at another cost than today's. */
  isOutdated(kept: string): boolean
}

export function passwordHasher(cost: PasswordCost): PasswordHasher {
  const inTurn = turns(HASHED_AT_ONCE, HASHES_WAITING)
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES)
      const hash = await inTurn(() => derive(password, salt, cost))
      return `$scrypt$${parameters(cost)}$${base64(salt)}$${base64(hash)}`
    },
    async matches(password, kept) {
      const read = kept === null ? null : readKept(kept)
      const { salt, hash } = read ?? { salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) }
      const found = await inTurn(() => derive(password, salt, read?.cost ?? cost))
      return timingSafeEqual(found, hash) && read !== null
    },
    isOutdated: (kept) => !kept.startsWith(`$scrypt$${parameters(cost)}$`),
  }
}

const parameters = ({ ln, r, p }: PasswordCost) => `ln=${ln},r=${r},p=${p}`
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')

function readKept(kept: string): { readonly cost: PasswordCost; readonly salt: Buffer; readonly hash: Buffer } | null {
  const [, ln = '', r = '', p = '', salt = '', hash = ''] = phc.exec(kept) ?? []
  if (hash === '') return null
  return { cost: { ln: Number(ln), r: Number(r), p: Number(p) }, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
}

/** In libuv's threads, so that the service goes on meanwhile. NFKC: the same password typed on another keyboard (NIST SP 800-63B 5.1.1.2). */
function derive(password: string, salt: Buffer, { ln, r, p }: PasswordCost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 * 128 * 2 ** ln * r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

/** Some at once, some waiting, in their order; what is more is refused. */
function turns(atOnce: number, mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new Busy()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
