/** The texts that go along with every copy of the program, equal ones once. */

import type { Part } from './part.ts'
import type { Application } from './third-party.ts'

const WIDTH = 80

/** The program's own first; then parts under one text stand above it together, and texts are in the order of their first part. */
export function licenceFile({ name, version, license }: Application, own: readonly string[], parts: readonly Part[]): string {
  const byText = Map.groupBy(
    parts.map((part) => ({ title: titleOf(part), text: together(part.texts) })),
    ({ text }) => text,
  )
  return [
    `${name} ${version} is under ${license}. In it are ${parts.length} works of others, each under its own licence; all texts follow.`,
    '',
    ...section([titleOf({ name, version, licence: license })], together(own)),
    ...[...byText].flatMap(([text, under]) =>
      section(
        under.map(({ title }) => title),
        text,
      ),
    ),
  ].join('\n')
}

function section(titles: readonly string[], text: string): string[] {
  return ['='.repeat(WIDTH), ...titles, '='.repeat(WIDTH), '', text, '']
}

function together(texts: readonly string[]): string {
  return texts.join(`\n\n${'-'.repeat(8)}\n\n`)
}

function titleOf({ name, version, licence, offered }: Pick<Part, 'name' | 'version' | 'licence' | 'offered'>): string {
  return `${name} ${version}  (${offered === undefined ? licence : `${licence}, chosen of ${offered}`})`
}
