/** What the browser showed of each page: in the page itself where its bytes are at hand, else by the name of the file beside it. */

import { fill, type Language } from '../../../checks/text.ts'
import { type Html, html, nothing } from './escape.ts'
import type { HtmlFacts } from './facts.ts'
import { both } from './languages.ts'
import { htmlText } from './text.ts'

/** A picture is large, and the same in every language: it stands once in the page. */
export function picturesOf(facts: HtmlFacts): Html {
  const { evidence } = facts
  const used = evidence.browser?.browsers[evidence.browser.used ?? -1]?.name ?? 'Edge'
  const shown = shownIn(facts)
  if (shown.length === 0) return nothing
  const words = (choose: (language: Language) => string) => both((language) => html`${choose(language)}`)
  return html`<section class="checks pictures"><details><summary><h2>${words((language) => htmlText[language].pictures)}</h2></summary>
${shown.map(({ url, file, source }) => {
  const caption = words((language) => fill(htmlText[language].pictureOf, { browser: used, url }, language))
  const beside = words((language) => fill(htmlText[language].pictureBeside, { file }, language))
  return source === null
    ? html`<p>${caption}<br><a href="${file}">${beside}</a></p>`
    : html`<figure><figcaption>${caption}</figcaption><img src="${source}" alt="${`${used}: ${url}`}"></figure>`
})}
</details></section>`
}

/** Whether anything in the page needs leave to be shown. */
export function embedsPictures(facts: HtmlFacts): boolean {
  return shownIn(facts).some(({ source }) => source !== null)
}

interface Shown {
  readonly url: string
  readonly file: string
  /** Null where it lies beside the page. */
  readonly source: string | null
}

function shownIn({ evidence, pictures }: HtmlFacts): Shown[] {
  return (evidence.browser?.visits ?? []).flatMap(({ url, screenshot }): Shown[] => {
    if (screenshot === null || pictures.kind === 'none' || !ownName.test(screenshot.file)) return []
    const { file } = screenshot
    if (pictures.kind === 'beside') return [{ url, file, source: null }]
    const source = sourceOf(pictures.files.get(file))
    return source === null ? [] : [{ url, file, source }]
  })
}

/** A name as the browser's check gives it, and that leads nowhere else. */
const ownName = /^[a-z0-9][a-z0-9._-]{0,80}\.png$/
/** The first bytes of every PNG (PNG specification, section 5.2). */
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Larger than any picture of a window; the page is sent by mail, too. */
const MOST_BYTES = 4 * 2 ** 20

function sourceOf(bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined || bytes.length > MOST_BYTES || !pngSignature.equals(bytes.subarray(0, pngSignature.length))) return null
  return `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`
}
