/** `about` as a person reads it. */

import { fill, type Language } from '../../checks/text.ts'
import { printable } from '../cli/quote.ts'
import { inGroups } from '../request/show.ts'
import { passedOverLine } from '../request/trust-text.ts'
import type { Gathered } from './about.ts'
import type { About } from './schema.ts'
import { type AboutWords, aboutWords } from './words.ts'

/** One thing a line; an empty line between what the program is and what it goes by on this PC. */
export function aboutLines({ about, passedOver }: Gathered, language: Language): string[] {
  const words = aboutWords[language]
  const { labels } = words
  const put = (text: string, args: Readonly<Record<string, string | number>>) => fill(text, args, language)
  const say = (label: keyof AboutWords['labels'], text: string) => put(words.line, { label: labels[label], text })
  const { name, version, licence, form, rules, node, dataFolder, thirdParty } = about
  return [
    put(words.title, { name, version }),
    words.notHkex,
    '',
    say('licence', licence),
    say('form', words.form[form]),
    say('rules', rules.sha256 === 'source' ? words.rulesOfSource : put(words.rules, { version: rules.version, digest: rules.sha256 })),
    say('node', put(words.node, node)),
    say('thirdParty', thirdParty === null ? words.noComponents : put(words.components, { count: thirdParty.components })),
    '',
    say('dataFolder', printable(dataFolder)),
    ...deviceKeyLines(about.deviceKey, words, say, put),
    ...signerTexts(about.trustedSigners, words, put).map((text) => say('signer', text)),
    ...passedOver.map((each) => passedOverLine(each, language)),
  ]
}

type Say = (label: keyof AboutWords['labels'], text: string) => string
type Put = (text: string, args: Readonly<Record<string, string>>) => string

function deviceKeyLines(key: About['deviceKey'], words: AboutWords, say: Say, put: Put): string[] {
  if (key === null) return [say('deviceKey', words.noDeviceKey)]
  const certificate = say('certificate', printable(key.certificate))
  if ('problem' in key) {
    return [say('deviceKey', key.problem === 'damaged' ? words.damaged : put(words.unreadable, { code: key.problem })), certificate]
  }
  return [
    say('deviceKey', put(words.fingerprint, { fingerprint: inGroups(key.fingerprint) })),
    ...(key.install === null ? [] : [say('install', key.install)]),
    certificate,
  ]
}

function signerTexts({ certificates, fingerprints }: About['trustedSigners'], words: AboutWords, put: Put): string[] {
  const texts = [
    ...certificates.map(({ subject, fingerprint }) =>
      put(words.signer, { subject: printable(subject), fingerprint: inGroups(fingerprint) }),
    ),
    ...fingerprints.map((fingerprint) => put(words.fingerprint, { fingerprint: inGroups(fingerprint) })),
  ]
  return texts.length === 0 ? [words.noSigners] : texts
}
