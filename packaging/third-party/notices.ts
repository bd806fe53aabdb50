/** Licences within source files: of code that a package's author took from others, and that its own licence text is silent about. */

import { tidy } from './licence-texts.ts'

const comments = /\/\*[\s\S]*?\*\/|(?:^[^\S\n]*\/\/.*\n)+/gm
const isLicence = /permission is hereby granted|redistribution and use|provided "as.?is"/i

/** Comments of a source that hold a licence which is in none of `known`, without the signs of a comment. */
export function noticesIn(source: string, known: readonly string[]): string[] {
  const words = known.map(wordsOf)
  return Array.from(source.matchAll(comments), ([comment]) => withoutSigns(comment))
    .filter((text) => isLicence.test(text))
    .filter((text) => !words.some((each) => each.includes(wordsOf(text))))
}

function withoutSigns(comment: string): string {
  return tidy(comment.replace(/^\/\*[*!]?|\*\/$/g, '').replace(/^[^\S\n]*(?:\*|\/\/) ?/gm, ''))
}

/** What is said, however it is broken into lines. */
function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
