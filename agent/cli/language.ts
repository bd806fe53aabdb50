import { type Language, languages } from '../../checks/text.ts'

/**
 * The language of the person at this PC. The variables are read in the order of POSIX (Base Definitions 8.2): the first that
 * is set decides. Where none is, as on Windows, the language is the one that the runtime formats dates in; on Windows that is
 * the regional format, which follows the display language unless somebody changed it.
 * Every Chinese, simplified too, is answered in Traditional Chinese: it is the one that we have.
 */
export function systemLanguage(
  env: Readonly<Record<string, string | undefined>>,
  runtimeLocale: () => string = formattingLocale,
): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || runtimeLocale()
  return /^zh(?![a-z])/i.test(locale) ? 'zh-HK' : 'en'
}

/** The same that Intl.DateTimeFormat() would use, without ICU's tables of dates (10 MB, 20 ms). */
function formattingLocale(): string {
  return navigator.language
}

/** Before anything is parsed: help is given in the language that it is asked for in, and so is what is wrong with the rest. */
export function askedLanguage(argv: readonly string[]): Language | undefined {
  return languages.find((each) => argv.includes(`--lang=${each}`) || argv[argv.indexOf('--lang') + 1] === each)
}
