/** Which readers PC/SC knows, and whether a card is in them. */

import { failure } from '../failure.ts'
import { inTurn } from '../in-turn.ts'
import type { CardReader, CardReaders, Smartcards, smartcardSteps } from '../io.ts'
import { startLimit } from '../limit.ts'
import { pcscCodes, readerStates } from '../pcsc.ts'
import { loadKoffi } from './native.ts'
import { loadPcsc, type Pcsc, type PcscAbi, pcscAbi, type ReaderState, type Returned } from './pcsc.ts'

/**
 * SCARD_SCOPE_USER: the readers as this user's programs see them. SCARD_SCOPE_SYSTEM would need rights for what it may change; both list
 * the same readers, and pcsc-lite makes no difference.
 */
const SCOPE_USER = 0

/** pcsc-lite takes no more readers in one call (PCSCLITE_MAX_READERS_CONTEXTS); Windows knows ten (MAXIMUM_SMARTCARD_READERS). */
const MAX_READERS = 16

/** Sixteen names of 128 bytes (MAX_READERNAME) are 2,064: what is longer is no list of readers. */
const MAX_LIST_CHARACTERS = 65_536

/** Readers come and go between two calls; where they do so three times in a row something else is wrong. */
const MAX_LISTINGS = 3

type Step = (typeof smartcardSteps)[number]

/** How far it got, for who stops waiting; `over`: nobody waits any more. */
interface Progress {
  step: Step
  over: boolean
}

/**
 * Asks the system's own library. Where a call hangs (a service that accepts and never answers) the limit ends the waiting, not the call:
 * `endNow` of native.ts then ends the program.
 *
 * What is told is one moment: a card that is pulled afterwards was there. It is read again only where a reader went away between listing the
 * readers and asking for their states, so that no reader is told of that is gone.
 */
export function realSmartcards(platform: NodeJS.Platform, abi: PcscAbi = pcscAbi(platform)): Smartcards {
  return {
    async readers(limitMs, signal) {
      const progress: Progress = { step: 'library', over: false }
      const { promise: stopped, resolve: stop } = Promise.withResolvers<CardReaders>()
      const limit = startLimit(limitMs, () => stop({ failure: failure('no-reply', 'limit'), step: progress.step }))
      const onAbort = () => stop({ failure: failure('cancelled'), step: progress.step })
      signal.addEventListener('abort', onAbort, { once: true })
      if (signal.aborted) onAbort()
      try {
        return await Promise.race([stopped, ask(abi, platform, progress)])
      } finally {
        progress.over = true
        limit.clear()
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}

async function ask(abi: PcscAbi, platform: NodeJS.Platform, progress: Progress): Promise<CardReaders> {
  const loaded = await inTurn(loadKoffi)
  if ('failure' in loaded) return { failure: loaded.failure, step: 'library' }
  const pcsc = loadOnce(loaded.koffi, abi)
  // Windows and macOS always have theirs: where it does not load, something keeps it from loading.
  const missing = platform === 'win32' || platform === 'darwin' ? 'access-denied' : 'file-missing'
  if (pcsc === undefined) return { failure: failure(missing, abi.library), step: 'library' }
  if (progress.over) return { failure: failure('cancelled'), step: 'library' }
  progress.step = 'SCardEstablishContext'
  const { returned, context } = await pcsc.establishContext(SCOPE_USER)
  if (returned !== 'ok') return { ...returned, step: progress.step }
  const found = await readersOf(pcsc, context, progress)
  // Nobody waits for it: all is known, and a release that hangs must not cost what is known.
  void pcsc.releaseContext(context)
  return found
}

const libraries = new Map<string, Pcsc>()

function loadOnce(koffi: Parameters<typeof loadPcsc>[0], abi: PcscAbi): Pcsc | undefined {
  try {
    const pcsc = libraries.get(abi.library) ?? loadPcsc(koffi, abi)
    libraries.set(abi.library, pcsc)
    return pcsc
  } catch {
    return undefined
  }
}

async function readersOf(pcsc: Pcsc, context: unknown, progress: Progress): Promise<CardReaders> {
  const none = { failure: failure('unknown', 'readers-change'), step: 'SCardListReaders' } as const
  let found: CardReaders = none
  for (let listing = 0; listing < MAX_LISTINGS && !progress.over; listing += 1) {
    progress.step = 'SCardListReaders'
    const listed = await listReaders(pcsc, context)
    if ('failure' in listed) return { failure: listed.failure, step: progress.step }
    if (listed.names.length === 0 || progress.over) return { readers: [] }
    progress.step = 'SCardGetStatusChange'
    const { returned, states } = await pcsc.getStatusChange(context, listed.names.slice(0, MAX_READERS))
    const isGone = isCode(returned, pcscCodes.unknownReader)
    // Nothing changed within a time of nothing: the states are told all the same (Microsoft, "SCardGetStatusChangeW").
    if (returned !== 'ok' && !isGone && !isCode(returned, pcscCodes.timeout)) return { ...returned, step: progress.step }
    if (!isGone) found = { readers: states.map(readerOf) }
    if (!isGone && !states.some(({ dwEventState }) => (dwEventState & readerStates.unknown) !== 0)) return found
  }
  return found
}

/** Twice, since the first call tells how long the list is; more often where it grew in between. */
async function listReaders(pcsc: Pcsc, context: unknown): Promise<{ readonly names: readonly string[] } | Exclude<Returned, 'ok'>> {
  let characters = 0
  for (let listing = 0; listing <= MAX_LISTINGS; listing += 1) {
    const listed = await pcsc.listReaders(context, characters)
    if (isCode(listed.returned, pcscCodes.noReadersAvailable)) return { names: [] }
    if (listed.returned !== 'ok' && !isCode(listed.returned, pcscCodes.insufficientBuffer)) return listed.returned
    if (listed.returned === 'ok' && characters > 0) return { names: listed.names }
    if (listed.characters > MAX_LIST_CHARACTERS) return { failure: failure('too-large', `${listed.characters}`) }
    if (listed.characters === 0) return { names: [] }
    characters = listed.characters
  }
  return { failure: failure('unknown', pcscCodes.insufficientBuffer) }
}

function isCode(returned: Returned, code: string): boolean {
  return returned !== 'ok' && returned.failure.code === code
}

/** The upper 16 bits count what happened in the reader. */
function readerOf({ szReader, dwEventState, cbAtr, rgbAtr }: ReaderState): CardReader {
  const atr = rgbAtr.slice(0, Math.min(Number(cbAtr), rgbAtr.length))
  return { name: szReader, state: Number(dwEventState) & 0xffff, atr: Buffer.from(atr).toString('hex') }
}
