/** What each flag's text means, with one line for the first that means nothing. */

import type { Endpoint } from '../../checks/io.ts'
import { languages } from '../../checks/text.ts'
import { builtinProfile, looksLikeFile } from '../profile/builtin.ts'
import { fileWords, valueWords } from '../profile/mistake-words.ts'
import { unknownProfile } from '../profile/profiles.ts'
import { type Read, readProxy, readResolver } from '../profile/readers.ts'
import { isRequestName } from '../request/find.ts'
import type { Assigned } from './assign.ts'
import { maybe, oneOf } from './choices.ts'
import { commandNames } from './command-names.ts'
import { readDeliveryOptions } from './delivery-flags.ts'
import { type UserError, usageError } from './errors.ts'
import { type FlagName, type FlagTable, flagTable } from './flag-table.ts'
import type { RunOptions } from './flags.ts'
import { readFormatOptions } from './format-flags.ts'
import { ofFlag, phrase, mistakeWords as words } from './mistake-words.ts'
import { didYouMean, nearest } from './nearest.ts'
import { printable, quote } from './quote.ts'
import { readRepeatOptions } from './repeat-flags.ts'
import { timeWithin } from './time.ts'
import { tell } from './told.ts'

/** People at a desk wait twenty seconds for an answer; two silent resolvers and a bad line fit into it. */
const DEFAULT_DEADLINE_MS = 20_000
const readDeadline = timeWithin('1s', '10m')

export function readOptions({ flags, others }: Assigned): RunOptions | UserError {
  const values = (name: FlagName): readonly string[] => flags[name] ?? []
  const first = (name: FlagName): string | null => values(name)[0] ?? null
  const { dropped, argument } = argumentsOf(others)
  const wrong = wrongArgument(argument) ?? missingValue(flags, flagTable) ?? unknownProfiles(values('profile'))
  if (wrong !== undefined) return usageError(wrong)
  const resolvers = readResolvers(values('resolver'))
  const proxy = maybe(first('proxy'), readProxy)
  const browser = maybe(first('browser'), oneOf(flagTable.browser.choices, 'browser setting'))
  const smartcard = maybe(first('smartcard'), oneOf(flagTable.smartcard.choices, 'smartcard setting'))
  const language = maybe(first('lang'), oneOf(languages, 'language'))
  const deadlineMs = maybe(first('deadline'), readDeadline)
  if ('problem' in resolvers) return usageError(ofFlag('--resolver', resolvers.problem))
  if ('problem' in proxy) return usageError(ofFlag('--proxy', proxy.problem))
  if ('problem' in browser) return usageError(ofFlag('--browser', browser.problem))
  if ('problem' in smartcard) return usageError(ofFlag('--smartcard', smartcard.problem))
  if ('problem' in language) return usageError(ofFlag('--lang', language.problem))
  if ('problem' in deadlineMs) return usageError(ofFlag('--deadline', deadlineMs.problem))
  const delivery = readDeliveryOptions(flags, dropped)
  if ('problem' in delivery) return usageError(delivery.problem)
  const formats = readFormatOptions(flags)
  const repeat = readRepeatOptions(flags)
  if ('problem' in formats) return usageError(formats.problem)
  if ('problem' in repeat) return usageError(repeat.problem)
  const isOn = (name: FlagName) => first(name) === 'true'
  return {
    profiles: values('profile'),
    site: first('site'),
    resolvers: resolvers.value,
    proxy: proxy.value,
    browser: browser.value,
    smartcard: smartcard.value,
    roots: values('root'),
    ...formats.value,
    ...repeat.value,
    delivery: delivery.value,
    outputFolder: first('output'),
    language: language.value,
    verbose: isOn('verbose'),
    dryRun: isOn('dry-run'),
    ephemeral: isOn('ephemeral'),
    // A plug-in has nobody to talk to.
    silent: isOn('silent') || formats.value.formats.nagios,
    deadlineMs: deadlineMs.value ?? DEFAULT_DEADLINE_MS,
  }
}

/** A request file dropped onto the program comes as an argument by itself. */
function argumentsOf(others: readonly string[]): { readonly dropped: string | null; readonly argument: string | undefined } {
  const [first, second] = others[0] === 'run' ? others.slice(1) : others
  return first !== undefined && isRequestName(first) ? { dropped: first, argument: second } : { dropped: null, argument: first }
}

function wrongArgument(argument: string | undefined): string | undefined {
  if (argument === undefined) return undefined
  const command = nearest(argument, commandNames)
  const hint =
    command !== undefined
      ? tell(words.commandMeant, { command })
      : builtinProfile(argument) !== undefined
        ? tell(words.flagInstead, { flag: `profile ${argument}` })
        : /\.json$/i.test(argument)
          ? tell(words.flagInstead, { flag: `json=${printable(argument)}` })
          : tell(words.helpShows, { program: 'terminal-preflight' })
  return tell(words.notExpected, { argument: quote(argument), hint })
}

/** The first flag that lacks its value, in words. */
export function missingValue(flags: Assigned['flags'], table: FlagTable): string | undefined {
  for (const [name, values] of Object.entries(flags)) {
    const kind = table[name]
    if (!values.includes('') || kind === undefined) continue
    if (kind.takes === 'optional-value') return tell(words.needsFile, { name })
    if (kind.takes === 'value') return tell(words.needs, { name, wants: phrase(kind.wants) })
  }
  return undefined
}

function unknownProfiles(names: readonly string[]): string | undefined {
  const unknown = names.find((name) => builtinProfile(name) === undefined && !looksLikeFile(name))
  if (unknown === undefined) return undefined
  const parts = unknown.split(/[,，、]/).map((part) => part.trim())
  const flags = parts.map((part) => `--profile ${part}`).join(' ')
  const isList = parts.length > 1 && parts.every((part) => builtinProfile(part) !== undefined)
  const problem = isList ? tell(fileWords.profilesInOne, { flags }) : unknownProfile(unknown)
  return ofFlag('--profile', tell(valueWords.named, { text: quote(unknown), problem }))
}

const resolverNames = ['hkex', 'custom'] as const

/** `hkex=10.0.0.1,10.0.0.2`: preferred, alternate. A name that is given again goes on with its list. */
function readResolvers(texts: readonly string[]): Read<RunOptions['resolvers']> {
  const lists: Partial<Record<(typeof resolverNames)[number], readonly Endpoint[]>> = {}
  for (const text of texts) {
    const { groups: { written = '', addresses } = {} } = /^(?<written>[^=]*)(?:=(?<addresses>.*))?$/s.exec(text) ?? {}
    const name = resolverNames.find((each) => each === written)
    if (addresses === undefined) return { problem: tell(words.noResolverName, { text: quote(text) }) }
    if (name === undefined)
      return { problem: tell(words.wrongResolverName, { text: quote(written), hint: didYouMean(written, resolverNames) }) }
    const endpoints = addresses.split(',').map((address) => readResolver(address.trim()))
    const bad = endpoints.find((endpoint) => 'problem' in endpoint)
    if (bad !== undefined) return bad
    lists[name] = [...(lists[name] ?? []), ...endpoints.flatMap((endpoint) => ('value' in endpoint ? [endpoint.value] : []))]
  }
  return { value: lists }
}
