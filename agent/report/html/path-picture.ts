/** The way from the PC to the log-on page as a picture, with a mark where the fault sits, and the same in words for whoever hears it. */

import { fill, type Language } from '../../../checks/text.ts'
import { labels } from '../labels.ts'
import type { Report } from '../schema.ts'
import { type Html, html, nothing } from './escape.ts'
import { type Mark, marks, placeIcons } from './icons.ts'
import { type LineState, type Station, type StationState, stationsOf } from './stations.ts'
import { htmlText } from './text.ts'

/** Units of the picture; at its full width one is a pixel. */
const BOX = { width: 182, gap: 26 }
/** Above the boxes: room for a mark, where there is one. */
const TOP = { marked: 34, plain: 2 }
const WIDTH = 5 * BOX.width + 4 * BOX.gap
const LINE_HEIGHT = 17
const MOST_LINES = 4

const stateMarks: Readonly<Record<StationState, Mark>> = {
  fault: 'bad',
  warning: 'warning',
  odd: 'unknown',
  affected: 'bad',
  ok: 'ok',
  partly: 'unknown',
  unseen: 'unknown',
  delegated: 'elsewhere',
}

export function pathPicture(report: Report): Html {
  const { language } = report
  const own = htmlText[language]
  const stations = stationsOf(report)
  const rows = Math.max(...stations.map(({ lines }) => Math.min(lines.length, MOST_LINES)))
  const top = stations.some(({ state }) => state === 'fault' || state === 'warning') ? TOP.marked : TOP.plain
  const height = top + 108 + rows * LINE_HEIGHT
  const id = `path-${language}`
  return html`<section class="path">
<h2>${own.path}</h2>
<figure>
<svg viewBox="0 0 ${WIDTH} ${height + 1}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${own.path}</title>
<desc id="${id}-text">${stations.map((station) => html`${stationText(station, language)} `)}</desc>
${stations.slice(1).map((station, index) => link(station, index, top))}
${stations.map((station, index) => box(station, index, { top, height }, language))}
</svg>
<figcaption>${captionOf(stations, report)}</figcaption>
</figure>
</section>`
}

function captionOf(stations: readonly Station[], { language, causes }: Report): string {
  const own = htmlText[language]
  const at = (state: StationState) => stations.filter((station) => station.state === state)
  const [faults, warnings] = [at('fault'), at('warning')]
  const names = (marked: readonly Station[]) => ({ places: marked.map(({ place }) => own.places[place]) })
  const mayBeBeyond = causes.some(({ code, severity }) => severity !== 'note' && code.startsWith('path/') && code !== 'path/local-block')
  const isUnseen = stations.some(({ state }) => stateMarks[state] === 'unknown')
  const said = [
    ...(faults.length > 0 ? [fill(own.faultAt, names(faults), language)] : []),
    ...(faults.length === 0 && warnings.length > 0 ? [fill(own.warningAt, names(warnings), language)] : []),
    ...(faults.length === 0 && warnings.length === 0 && at('affected').length === 0 ? [own.nothingAt] : []),
    ...(mayBeBeyond ? [own.lookFirst] : []),
    ...(isUnseen ? [own.notAllSeen] : []),
  ]
  return said.join(language === 'en' ? ' ' : '')
}

/** "DNS: the fault is here (10.0.0.1: fails)." */
function stationText({ place, state, lines }: Station, language: Language): string {
  const [own, { bracketed, colon }] = [htmlText[language], labels[language]]
  const text = `${own.places[place]}${colon}${own.states[state]}`
  const more = lines.map((line) => (line.state === null ? line.text : `${line.text}${colon}${own.lines[line.state]}`))
  return `${more.length === 0 ? text : fill(bracketed, { text, more }, language)}${language === 'en' ? '.' : '。'}`
}

/** The line from the station before. */
function link({ state }: Station, index: number, top: number): Html {
  const x = index * (BOX.width + BOX.gap) + BOX.width
  const y = top + 32
  const kind = state === 'ok' || state === 'warning' ? 'good' : state === 'fault' || state === 'affected' ? 'broken' : 'open'
  return html`<g class="link ${kind}"><path d="M${x + 2} ${y}h${BOX.gap - 8}"/><path class="head" d="M${x + BOX.gap - 9} ${y - 5}l7 5-7 5z"/></g>
`
}

function box(
  { place, state, lines }: Station,
  index: number,
  { top, height }: { readonly top: number; readonly height: number },
  language: Language,
): Html {
  const own = htmlText[language]
  const x = index * (BOX.width + BOX.gap)
  const middle = x + BOX.width / 2
  const shown = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES - 1) : lines
  const rest = lines.length - shown.length
  const first = top + 110
  return html`<g class="station ${state}">
<rect class="box" x="${x + 1}" y="${top}" width="${BOX.width - 2}" height="${height - top}" rx="8"/>
${state === 'fault' || state === 'warning' ? flag(own.marks[state], middle) : nothing}
<g class="icon" transform="translate(${middle - 16} ${top + 13}) scale(1.35)">${placeIcons[place]}</g>
${badge(stateMarks[state], middle + 16, top + 42)}
<text class="name" x="${middle}" y="${top + 64}">${own.places[place]}</text>
<text class="said" x="${middle}" y="${top + 83}">${own.states[state]}</text>
${shown.map((line, row) => lineOf(line, x, first + row * LINE_HEIGHT))}
${rest > 0 ? html`<text class="line" x="${x + 26}" y="${first + shown.length * LINE_HEIGHT}">${fill(own.moreLines, { count: rest }, language)}</text>` : nothing}
</g>
`
}

/** Above the place where the fault sits, pointing at it. */
function flag(text: string, middle: number): Html {
  const half = widthOf(text) * 4 + 14
  return html`<path class="flag" d="M${middle - half} 2h${2 * half}v21h${8 - half}l-8 9-8-9h${8 - half}z"/>
<text class="flag-text" x="${middle}" y="17">${text}</text>`
}

/** Columns that fit beside the mark. */
const LINE_COLUMNS = 21

function lineOf({ text, state }: Station['lines'][number], x: number, y: number): Html {
  return html`${state === null ? nothing : html`<g class="${state}">${mark(lineMarks[state], x + 10, y - 10)}</g>`}<text class="line" x="${x + (state === null ? 12 : 26)}" y="${y}">${shortened(text)}</text>
`
}

const lineMarks: Readonly<Record<LineState, Mark>> = { ok: 'ok', bad: 'bad', unknown: 'unknown' }

/** At the corner of the icon. */
function badge(name: Mark, x: number, y: number): Html {
  return html`<rect class="badge" x="${x - 9}" y="${y - 9}" width="18" height="18" rx="9"/><g class="sign" transform="translate(${x - 6} ${y - 6}) scale(0.5)">${marks[name]}</g>`
}

function mark(name: Mark, x: number, y: number): Html {
  return html`<g class="mark" transform="translate(${x} ${y}) scale(0.5)">${marks[name]}</g>`
}

/** The beginning and the end tell more than the middle. */
function shortened(text: string): string {
  const characters = [...text]
  if (widthOf(text) <= LINE_COLUMNS) return text
  const wide = characters.some((character) => widthOf(character) > 1)
  const half = Math.floor((LINE_COLUMNS - 1) / (wide ? 4 : 2))
  return `${characters.slice(0, half + 1).join('')}…${characters.slice(-half).join('')}`
}

/** In columns of a half-width letter; a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/u.test(character) ? 2 : 1), 0)
}
