/** A request in the lines that a person decides by. Whatever it says is a stranger's word until its signer is trusted. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { builtinProfile } from '../profile/builtin.ts'
import { timeInText } from '../report/time-text.ts'
import type { PreflightRequest } from './document.ts'
import type { ReadRequest, RequestSigner } from './read.ts'
import { type ShowTexts, showTexts } from './show-text.ts'

/** Who asks and where it goes come first. */
export function requestLines({ request, signer, recipient }: Omit<ReadRequest, 'sha256'>, language: Language): readonly string[] {
  const texts = showTexts[language]
  const { labels } = texts
  const say = (label: string, text: string) => fill(texts.line, { label, text }, language)
  const { host } = new URL(request.upload.url)
  return [
    say(labels.askedBy, printable(signer.name)),
    say(labels.trust, trustText(signer, texts, language)),
    say(labels.fingerprint, inGroups(signer.fingerprint)),
    say(labels.host, printable(host)),
    say(labels.address, addressText(request.upload, texts, language)),
    say(labels.encryption, recipient === null ? texts.notEncrypted : fill(texts.encrypted, { name: printable(recipient.name) }, language)),
    say(labels.case, printable(request.case)),
    ...(request.message === undefined ? [] : [say(labels.message, printable(request.message))]),
    say(labels.profiles, fill('{titles}', { titles: request.profiles.map((id) => builtinProfile(id)?.title[language] ?? id) }, language)),
    say(labels.redaction, texts.redaction[request.redaction]),
    say(labels.validUntil, fill(texts.validUntil, { time: timeInText(hongKongTime(Date.parse(request.expires)), language) }, language)),
  ]
}

function trustText(signer: RequestSigner, texts: ShowTexts, language: Language): string {
  return signer.trusted ? fill(texts.trusted, { by: printable(signer.trustedBy) }, language) : texts.untrusted[signer.why]
}

/** A host in letters of another alphabet stands in its xn-- form, as URL has it: it can't be taken for the one that it looks like. */
function addressText({ url }: PreflightRequest['upload'], texts: ShowTexts, language: Language): string {
  const { origin, pathname, search, hash } = new URL(url)
  const address = printable(`${origin}${pathname}`)
  return search === '' && hash === '' ? address : fill(texts.addressWithoutQuery, { address }, language)
}

/** "0123 4567 …": people read it out. */
export function inGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(' ')
}
