/** The certificates that were shown, as trees: from the root that vouches for them down to the server's own. */

import type { X509Certificate } from 'node:crypto'
import { fill, type Language } from '../../../checks/text.ts'
import type { Anchor } from '../../../checks/tls/evidence.ts'
import { alternativeNames, nameText } from '../../../checks/tls/names.ts'
import { readPem, type Seen, type Shown, seenOf } from '../../../checks/tls/seen.ts'
import { type Html, html, nothing } from './escape.ts'
import type { Told } from './facts.ts'
import { htmlText } from './text.ts'
import { dayText } from './times.ts'

export function certificatesOf({ facts: { evidence }, report: { language } }: Told): Html {
  if (evidence.tls === undefined) return nothing
  const shown = seenOf(evidence.tls).filter((seen): seen is Seen & { readonly shown: Shown } => seen.shown !== null)
  // Several connections mostly show the same.
  const trees = [...Map.groupBy(shown, ({ host, shown: { presented } }) => `${host} ${presented.chain.join(' ')}`).values()]
  return trees.length === 0
    ? nothing
    : html`<h4>${htmlText[language].certificates}</h4>
${trees.map((group) => treeOf(group, language))}`
}

function treeOf(group: readonly (Seen & { readonly shown: Shown })[], language: Language): Html {
  const [first] = group
  if (first === undefined) return nothing
  const { shown } = first
  return html`<p><strong>${first.host}</strong> · ${group.map(({ viaText }) => viaText).join(' · ')}</p>
<ul class="tree">${rootOf(shown, language)}</ul>`
}

/** The anchor, or the name of the one that nobody knows; below it what it vouches for. */
function rootOf(shown: Shown, language: Language): Html {
  const own = htmlText[language]
  const { presented, path } = shown
  const top = path.at(-1)
  const [anchor] = presented.anchors
  const root = anchor === undefined ? undefined : readPem(anchor.pem)
  if (anchor === undefined || root === undefined) {
    const issuer = top === undefined ? '–' : nameText(top.issuer)
    return html`<li><span class="warning">${fill(own.noRoot, { issuer }, language)}</span>${branch(shown, path.length - 1, language)}</li>`
  }
  // A root that the server sent itself stands in the path too.
  const isSent = top !== undefined && top.fingerprint256 === root.fingerprint256
  return html`<li>${certificate(root, language)} <em>${storeOf(anchor, language)}</em>${branch(shown, path.length - (isSent ? 2 : 1), language)}</li>`
}

function storeOf({ store }: Anchor, language: Language): string {
  return htmlText[language].stores[store]
}

function branch(shown: Shown, index: number, language: Language): Html {
  const { path, presented } = shown
  const found = path[index]
  if (found === undefined) return nothing
  const isOthers = index >= presented.path.length
  return html`<ul><li>${certificate(found, language)}${isOthers ? html` <em>${htmlText[language].notSent}</em>` : nothing}${branch(shown, index - 1, language)}</li></ul>`
}

function certificate(x509: X509Certificate, language: Language): Html {
  const own = htmlText[language]
  const names = alternativeNames(x509.subjectAltName)
  const days = { from: dayOf(x509.validFrom, language), to: dayOf(x509.validTo, language) }
  return html`<strong>${nameText(x509.subject)}</strong>${names.length === 0 ? nothing : html`<br>${fill(own.alternativeNames, { names }, language)}`}<br>${fill(own.validity, days, language)}<br><small>${own.fingerprint} <code>${x509.fingerprint256.replaceAll(':', '').toLowerCase()}</code></small>`
}

/** "Nov 22 08:05:00 2026 GMT", as OpenSSL prints it. */
function dayOf(printed: string, language: Language): string {
  return dayText(Date.parse(printed), language)
}
