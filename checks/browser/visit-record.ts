/** What the browser tells of one visit while it loads, kept as evidence. */

import { withoutState } from '../page/redirect.ts'
import type { BrowserHop, BrowserTls } from './evidence.ts'
import { MAX_CONSOLE_ERROR_LENGTH, MAX_CONSOLE_ERRORS, MAX_HOPS } from './limits.ts'
import { type Json, numberOf, objectOf, textOf, textsOf } from './values.ts'

export interface VisitRecord {
  readonly hops: readonly BrowserHop[]
  readonly tls: BrowserTls | null
  readonly error: string | null
  readonly consoleErrors: readonly string[]
  /** Identifies the document that is asked for now; null before the first request. */
  readonly request: string | null
  /** Whether the server, or a proxy in its place, has answered that request. */
  readonly answered: boolean
  /** No document came of that request, or none that is shown (a download): `error` says why. */
  readonly noDocument: boolean
  /** More documents than anybody would wait for. */
  readonly endless: boolean
  /** Takes an event of the domains Network, Log and Runtime. */
  take(method: string, params: Json): void
  /** The reply to Page.navigate: `errorText` where no document came of `request`. */
  takeNavigation(reply: Json): void
}

/** @param frame the main frame's id: what other frames load is no part of the way */
export function createRecord(url: string, frame: string): VisitRecord {
  const hops: BrowserHop[] = []
  const consoleErrors: string[] = []
  let tls: BrowserTls | null = null
  let error: string | null = null
  let request: string | null = null
  let noDocument = false
  let endless = false

  const answer = (response: Json) => {
    const last = hops.at(-1)
    if (last === undefined) return
    hops[hops.length - 1] = { ...last, ...answerOf(response) }
    tls = tlsOf(objectOf(response.securityDetails))
  }
  const ask = (id: string, address: string) => {
    // The browser's own page of an error asks again by itself.
    if (noDocument && id !== request) return
    request = id
    error = null
    if (hops.length >= MAX_HOPS) endless = true
    else hops.push({ ...unanswered, url: hops.length === 0 && address === url ? url : withoutState(address) })
  }
  const isAnswered = () => (hops.at(-1)?.statusCode ?? null) !== null
  const fail = (id: string | null, text: string | null, undone: boolean) => {
    // Whoever asks for another document ends the one before (net::ERR_ABORTED). A policy's refusal comes before any request.
    if ((request !== null && id !== request) || text === null || text === '') return
    error = error === null || error === ABORTED ? text : error
    noDocument ||= undone
  }
  const complain = (text: string) => {
    const line = withoutSecrets(text).slice(0, MAX_CONSOLE_ERROR_LENGTH)
    if (line !== '' && consoleErrors.length < MAX_CONSOLE_ERRORS && !consoleErrors.includes(line)) consoleErrors.push(line)
  }
  return {
    hops,
    consoleErrors,
    get tls() {
      return tls
    },
    get error() {
      return error
    },
    get request() {
      return request
    },
    get answered() {
      return isAnswered()
    },
    get noDocument() {
      return noDocument
    },
    get endless() {
      return endless
    },
    take(method, params) {
      const isDocument = params.type === 'Document' && params.frameId === frame
      const id = textOf(params.requestId)
      if (method === 'Network.requestWillBeSent' && isDocument && id !== null) {
        const address = textOf(objectOf(params.request).url) ?? ''
        if (id === request && params.redirectResponse !== undefined) answer(objectOf(params.redirectResponse))
        if (/^https?:/i.test(address)) ask(id, address)
      }
      if (method === 'Network.responseReceived' && isDocument && id === request) answer(objectOf(params.response))
      if (method === 'Network.loadingFailed') fail(id, textOf(params.errorText), !isAnswered())
      if (method === 'Log.entryAdded') {
        const { level, text } = objectOf(params.entry)
        if (level === 'error') complain(textOf(text) ?? '')
      }
      if (method === 'Runtime.consoleAPICalled' && params.type === 'error') complain(consoleText(params.args))
      if (method === 'Runtime.exceptionThrown') complain(exceptionText(objectOf(params.exceptionDetails)))
    },
    takeNavigation: ({ loaderId, errorText }) => fail(textOf(loaderId) ?? request, textOf(errorText), true),
  }
}

/** Chromium's word for what something else has put an end to. */
export const ABORTED = 'net::ERR_ABORTED'

const unanswered = { statusCode: null, remoteAddress: null, remotePort: null, protocol: null } as const

/** DevTools, Network.Response. An address of IPv6 stands in brackets. */
function answerOf({ status, remoteIPAddress, remotePort, protocol }: Json): Omit<BrowserHop, 'url'> {
  const address = textOf(remoteIPAddress)?.replace(/^\[(.*)\]$/, '$1') ?? ''
  return {
    statusCode: wholeOf(status),
    remoteAddress: address === '' ? null : address,
    remotePort: wholeOf(remotePort),
    protocol: textOf(protocol),
  }
}

/** DevTools, Network.SecurityDetails: seconds since 1970; TLS 1.3 names the group alone. */
function tlsOf(details: Json): BrowserTls | null {
  const { protocol, keyExchange, keyExchangeGroup, cipher, subjectName, sanList, issuer, validFrom, validTo } = details
  const version = textOf(protocol)
  if (version === null) return null
  return {
    protocol: version,
    keyExchange: [textOf(keyExchange), textOf(keyExchangeGroup)].filter((text) => text !== null && text !== '').join(' '),
    cipher: textOf(cipher) ?? '',
    subject: textOf(subjectName) ?? '',
    names: textsOf(sanList).slice(0, MAX_NAMES),
    issuer: textOf(issuer) ?? '',
    validFromMs: (numberOf(validFrom) ?? 0) * 1000,
    validToMs: (numberOf(validTo) ?? 0) * 1000,
  }
}

/** Certificates of large hosts name some hundred. */
const MAX_NAMES = 200

function wholeOf(value: unknown): number | null {
  const number = numberOf(value)
  return number === null ? null : Math.trunc(number)
}

/** DevTools, Runtime.RemoteObject: a text has its value, anything else a description. */
function consoleText(args: unknown): string {
  const objects = Array.isArray(args) ? args.slice(0, 10).map(objectOf) : []
  return objects.map(({ value, description }) => textOf(value) ?? textOf(description) ?? '').join(' ')
}

function exceptionText({ text, exception }: Json): string {
  return textOf(objectOf(exception).description) ?? textOf(text) ?? ''
}

/**
 * One line; addresses in it, whole ones and mere paths, without what may let somebody else go on as this person, and without what is
 * such a thing by itself: a JSON Web Token (RFC 7519), and any long row of the letters and digits of which such are made.
 */
function withoutSecrets(text: string): string {
  return text
    .slice(0, 4 * MAX_CONSOLE_ERROR_LENGTH)
    .replace(/\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>)]+/gi, withoutUser)
    .replace(/;jsessionid=[^\s"'<>)?#]*/gi, ';jsessionid=...')
    .replace(/([?#])[^\s"'<>)]*=[^\s"'<>)]*/g, '$1...')
    .replace(/\beyJ[\w-]+(?:\.[\w-]+)*/g, '...')
    .replace(/(?=[\w+-]*\d)(?=[\w+-]*[a-z])[\w+-]{32,}={0,2}/gi, '...')
    .replace(/\s+/g, ' ')
    .trim()
}

/** An address may begin with a name and a password (RFC 3986 section 3.2.1). */
function withoutUser(address: string): string {
  return withoutState(address.replace(/^([^:]+:\/\/)[^/?#]*@/, '$1'))
}
