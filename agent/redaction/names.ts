/** Who and what has a name on this PC, and the token that stands for it. */

import { isIP } from 'node:net'
import { isOfSameOrganisation } from '../../checks/page/organisation.ts'
import type { Settings } from '../../checks/settings.ts'
import type { RunFiles } from '../bundle/contents.ts'
import { addressesBy } from './addresses.ts'
import { isGenericAccount, isReplaceable } from './common-words.ts'
import type { RedactionPolicy } from './policy.ts'
import { profileNames } from './profile-folders.ts'
import { isUserToken, type Tag, tagsBy } from './tags.ts'

export interface Names {
  readonly strict: boolean
  readonly tag: Tag
  readonly settings: Settings
  /** A user's name, as an account or as a profile folder. */
  user(name: string): string
  /** The PC's name, or the domain before an account. */
  computer(name: string): string
  /** A host name; an address as one. */
  host(name: string): string
  /** Without zone and port. */
  address(text: string): string
  /** Whether a host is a target's, or belongs to its organisation. */
  isTargets(host: string): boolean
  /** A text with the names in it that are known, wherever they stand as a word. */
  replaceKnown(text: string): string
}

/** More than one PC has users and proxies; evidence that somebody made up may name any number. */
const MAX_KNOWN = 256

/** @param texts in which profile folders may be named */
export function namesIn({ evidence, settings, run }: RunFiles, texts: readonly string[], policy: RedactionPolicy, key: Uint8Array): Names {
  const strict = policy === 'strict'
  const tag = tagsBy(key)
  const map = strict ? addressesBy(key) : (address: string) => address
  const targets = [...new Set(settings.targets.map(({ host }) => bare(host)))]
  const pc = bare(run.agent.hostName).split('.')[0] ?? ''
  const account = accountOf(run.agent.account)
  const suffixes = [
    ...(evidence.host?.links.map(({ dnsSuffix }) => dnsSuffix ?? '') ?? []),
    ...(evidence.host?.windows?.dns?.suffixes ?? []),
  ]
    .map(bare)
    .filter((suffix) => suffix.includes('.'))

  const user = (name: string) => {
    if (isGenericAccount(name) || isUserToken(name)) return name
    const own = account !== '' && isFolderOf(name, account) ? account : name
    return `user-${tag('user', folded(own))}`
  }
  const pcToken = `pc-${tag('computer', pc)}`
  const computer = (name: string) => {
    if (!strict || bare(name) === '' || bare(name) === 'localhost') return name
    return bare(name).split('.')[0] === pc ? pcToken : `domain-${tag('domain', bare(name))}`
  }
  const isTargets = (host: string) => targets.some((target) => target === host || (isIP(host) === 0 && isOfSameOrganisation(host, target)))
  const address = (text: string) => (targets.includes(text) ? text : map(text))

  function host(name: string): string {
    if (!strict) return name
    const plain = bare(name)
    if (isIP(plain) !== 0) return plain === name ? address(name) : name.replace(plain, address(plain))
    if (plain === '' || isNobodys(plain) || targets.some((target) => `.${target}`.endsWith(`.${plain}`))) return name
    if (pc !== '' && plain.split('.')[0] === pc) return plain.includes('.') ? `${pcToken}.example` : pcToken
    const token = `host-${tag('host', plain)}`
    // A name of the targets' own organisation stays, but for one that is the site's as well: then the organisation alone does.
    const target = targets.find((each) => isTargets(plain) && isOfSameOrganisation(plain, each))
    if (target !== undefined) return suffixes.some((suffix) => `.${plain}`.endsWith(`.${suffix}`)) ? `${token}.${parentOf(target)}` : name
    return plain.includes('.') ? `${token}.example` : token
  }

  const known = new Map<string, string>()
  const reserved = reservedText(settings)
  const learn = (name: string, token: string) => {
    if (token === name || known.size >= MAX_KNOWN || !isReplaceable(name, reserved)) return
    for (const spelling of [name, encodeURIComponent(name)]) known.set(folded(spelling), token)
  }
  for (const name of [account, ...profileNames(texts)]) learn(name, user(name))
  if (strict) {
    for (const suffix of suffixes) learn(suffix, host(suffix))
    for (const proxy of evidence.proxy?.reach ?? []) learn(hostPart(proxy.proxy), host(hostPart(proxy.proxy)))
    learn(pc, pcToken)
    learn(bare(run.agent.hostName), host(run.agent.hostName))
    learn(domainOf(run.agent.account), computer(domainOf(run.agent.account)))
  }
  return { strict, tag, settings, user, computer, host, address, isTargets, replaceKnown: replacerOf(known, targets) }
}

/** Names as whole words, in any case; a target's host is passed over, whatever stands in it. */
function replacerOf(known: ReadonlyMap<string, string>, targets: readonly string[]): (text: string) => string {
  if (known.size === 0) return (text) => text
  const longestFirst = [...targets, ...known.keys()].toSorted((a, b) => b.length - a.length).map((name) => RegExp.escape(name))
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  return (text) => text.replace(pattern, (name) => known.get(folded(name)) ?? name)
}

/** Without a dot at the end; IPv6 without brackets. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(.*)\]$/, '$1')
}

export function folded(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** Of "DOMAIN\\user" and "user@domain" the user. */
export function accountOf(text: string): string {
  return text.slice(text.lastIndexOf('\\') + 1).replace(/@.*$/, '')
}

export function domainOf(text: string): string {
  return text.includes('\\') ? text.slice(0, text.lastIndexOf('\\')) : (/@(.+)$/.exec(text)?.[1] ?? '')
}

/** Windows puts a domain or a number behind the name where the folder is taken, and some programs write names of six letters, ~ and a number. */
function isFolderOf(folder: string, account: string): boolean {
  const [name, own] = [folded(folder), folded(account)]
  const short = /^(.{1,6})~\d(?:\.\w{1,3})?$/.exec(name)?.[1]
  return name === own || name.startsWith(`${own}.`) || (short !== undefined && own.replace(/[ .]/g, '').startsWith(short))
}

/** Names that are in every network, and those that exist in none (RFC 6761). */
function isNobodys(host: string): boolean {
  return host === 'localhost' || host === 'wpad' || /(?:^|\.)(?:invalid|localhost)$/.test(host)
}

/** What its names have in common: `isOfSameOrganisation` holds of everything below. */
function parentOf(target: string): string {
  const parent = target.split('.').slice(1).join('.')
  return isOfSameOrganisation(`x.${parent}`, target) ? parent : target
}

function hostPart(proxy: string): string {
  const name = proxy.replace(/^[a-z0-9]+:\/\//i, '').replace(/:\d+$/, '')
  return isIP(bare(name)) === 0 ? name : ''
}

/** Text in which a name must not stand for it to be replaced elsewhere: a user called as the service is no reason to hide the service. */
function reservedText({ targets, profiles }: Settings): string {
  const choices = targets.flatMap(({ page }) => (page?.kind === 'landing' ? page.choices : []))
  return [...targets.flatMap(({ host, url, id }) => [host, url, id]), ...profiles.map(({ id }) => id), ...choices].join('\n').toLowerCase()
}
