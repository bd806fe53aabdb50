/** URLs without what belongs to one person: no user, no password, no query, no fragment, no token in the path. */

import { authority, SOME_TEXT } from './hosts.ts'
import type { Names } from './names.ts'
import { path } from './paths.ts'
import { isQueryToken } from './tags.ts'

/** Files by which everybody finds a script or a server. */
const usualFiles = new Set(['wpad.dat', 'proxy.pac', 'dns-query', 'index.html', 'favicon.ico', '{'])
const usualEnding = /\.(?:pac|dat|html?|aspx?|jsp|php|xml|js)$/i
const opaque = /^(?:about|blob|filesystem|intent|javascript|mailto|ms-[a-z-]+|sms|tel|urn|view-source):/i
/** What no person chose: long, and of letters and digits. */
const tokenShape = /^(?=.*\d)(?=.*[a-z])[\w.~+=%-]{24,}$/i

/** One URL, or several with blanks between. What stands between them is none. */
export function url(text: string, names: Names): string {
  const all = text.split(/(\s+)/)
  if (all.length > 1 && !hasScheme(all[0] ?? '')) return SOME_TEXT
  return all
    .map((each, index) => (index % 2 === 1 || each === '' ? each : index > 0 && !hasScheme(each) ? SOME_TEXT : oneUrl(each, names)))
    .join('')
}

function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(text)
}

function oneUrl(text: string, names: Names): string {
  if (text === SOME_TEXT) return text
  if (/^data:/i.test(text)) return text.slice(0, text.indexOf(',') + 1)
  if (/^file:/i.test(text)) return path(text, names)
  const parts = /^([a-z][a-z0-9+.-]*:[\\/]{2})([^\\/?#]*)(.*)$/is.exec(text)
  // What has no host (about:blank, mailto:) stays a URL, and judges may read it as one.
  if (parts === null)
    return /^about:(?:blank|srcdoc)$/i.test(text)
      ? text
      : (opaque.exec(text)?.[0] ?? (/\s/.test(text) ? SOME_TEXT : relative(text, false, names)))
  const [, scheme = '', place = '', rest = ''] = parts
  return scheme + authority(place, names) + relative(rest, isOpen(place, names), names)
}

/** A URL that may be relative to `base`, the URL as it was recorded. */
export function reference(text: string, base: string | null, names: Names): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return oneUrl(text, names)
  if (/^[\\/]{2}/.test(text)) return oneUrl(`https:${text}`, names).slice('https:'.length)
  if (/\s/.test(text)) return SOME_TEXT
  return relative(text, base !== null && isOpen(/^[a-z]+:\/\/([^\\/?#]*)/i.exec(base)?.[1] ?? '', names), names)
}

/** <meta http-equiv="refresh" content="…">, as `redirectOf` reads it. */
export function refresh(text: string, base: string | null, names: Names): string {
  const [, before = '', quote = '', to] = /^(\d+(?:\.[\d.]*)?\s*[;,\s]\s*(?:url\s*=\s*)?)(["']?)(.+?)\2$/i.exec(text) ?? []
  if (to === undefined) return /^\s*\d+(?:\.\d+)?\s*$/.test(text) || text === '' ? text : SOME_TEXT
  return `${before}${quote}${reference(to, base, names)}${quote}`
}

/** Whose paths are public: the targets' and what belongs to nobody. */
function isOpen(place: string, names: Names): boolean {
  const host = place
    .slice(place.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  return names.isTargets(host) || host.endsWith('.invalid')
}

/** Path, query and fragment. */
function relative(text: string, isPublic: boolean, names: Names): string {
  const [, folders = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(text) ?? []
  // The one query that is no value, but the place for one (RFC 8484 section 4.1).
  if (query === '?dns}') return `${segments(folders, isPublic, names)}${query}`
  return segments(folders, isPublic, names) + queryMark(query, names) + (fragment.length > 1 ? '#...' : fragment)
}

/** Equal queries stay equal: two addresses that differ in them alone stay two. */
function queryMark(query: string, names: Names): string {
  if (query.length < 2 || isQueryToken(query)) return query
  return `?q-${names.tag('query', query)}`
}

function segments(text: string, isPublic: boolean, names: Names): string {
  return text
    .split(/([\\/]+)/)
    .map((each, index) => (index % 2 === 1 || each === '' ? each : segment(each, isPublic, names)))
    .join('')
}

function segment(text: string, isPublic: boolean, names: Names): string {
  const plain = text.replace(/;([\w-]+)=.*$/, ';$1=...')
  if (usualFiles.has(plain) || names.settings.targets.some((target) => target.url.split('/').includes(plain))) return plain
  if (tokenShape.test(plain) || plain.startsWith('eyJ') || plain.includes('@')) return `t-${names.tag('segment', plain)}`
  if (isPublic || plain === '.' || plain === '..') return plain
  return names.strict ? `p-${names.tag('segment', plain)}${usualEnding.exec(plain)?.[0] ?? ''}` : names.replaceKnown(plain)
}
