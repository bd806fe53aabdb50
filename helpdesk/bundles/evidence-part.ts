/** The report and what it rests on: sections, pictures, the diagnosis' reasons, evidence by check, files. */

import { fill, type Language } from '../../checks/text.ts'
import type { Shown } from '../verification/opener.ts'
import { type Html, html } from '../web/html.ts'
import { bundlePath } from '../web/links.ts'
import { bundleWords } from './words.ts'

export function evidencePart(sha256: string, shown: Shown, language: Language): Html {
  const words = bundleWords[language].report
  return html`<section aria-labelledby="report">
<h2 id="report">${words.heading}</h2>
${made(shown.sections, language)}
</section>
${picturesOf(sha256, shown, language)}
<section aria-labelledby="explained">
<h2 id="explained">${words.explained}</h2>
<details><summary>${words.explainedHint}</summary>
<pre class="lines" tabindex="0">${shown.explained.map((line) => html`${line}\n`)}</pre></details>
</section>
<section aria-labelledby="records">
<h2 id="records">${words.records}</h2>
${made(shown.records, language)}
</section>
${filesOf(sha256, shown, language)}`
}

/** What the opener's thread made: markup of our own templates, in which all evidence is escaped. */
function made(markup: string | null, language: Language): Html {
  return markup === null
    ? html`<p class="notice note">${bundleWords[language].report.tooLong}</p>`
    : html`<div class="report">${{ markup }}</div>`
}

function picturesOf(sha256: string, { pictures, manifest }: Shown, language: Language): Html {
  const words = bundleWords[language].pictures
  const own = (file: string) => `${bundlePath(sha256)}/pictures/${encodeURIComponent(file)}`
  const figures = pictures.map(({ path, url }) => {
    const caption = url === '' ? fill(words.unnamed, { file: path }, language) : fill(words.of, { url }, language)
    return html`<figure class="picture"><img src="${own(path)}" alt="${caption}" loading="lazy"><figcaption>${caption}</figcaption></figure>
`
  })
  const empty = manifest.redaction === 'strict' ? words.strict : words.none
  return html`<section aria-labelledby="pictures">
<h2 id="pictures">${words.heading}</h2>
${figures.length === 0 ? html`<p class="fine">${empty}</p>` : figures}
</section>`
}

function filesOf(sha256: string, { files }: Shown, language: Language): Html {
  const words = bundleWords[language].files
  const names = [words.name, words.size, words.digest]
  const rows = files.map(
    ({
      path,
      size,
      sha256: digest,
    }) => html`<tr role="row"><th scope="row" role="rowheader"><a href="${bundlePath(sha256)}/files/${encodeURIComponent(path)}" download>${path}</a></th><td role="cell" class="number" data-label="${words.size}">${fill(words.bytes, { size }, language)}</td><td role="cell" data-label="${words.digest}"><code>${digest}</code></td></tr>
`,
  )
  return html`<section aria-labelledby="files">
<h2 id="files">${words.heading}</h2>
<p class="hint">${words.hint}</p>
<details><summary>${fill(words.count, { count: files.length }, language)}</summary>
<table class="list" role="table"><caption class="aloud">${words.heading}</caption>
<thead role="rowgroup"><tr role="row">${names.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows}</tbody></table></details>
</section>`
}
