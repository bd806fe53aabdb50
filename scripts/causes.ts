/** Writes docs/causes.md, the catalogue of causes in both languages, from the checks' own texts; or says what is missing, and where. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { genericWords } from '../agent/causes/generic.ts'
import { causesMarkdown } from '../agent/causes/markdown.ts'
import { severitiesOf } from '../agent/causes/severity.ts'
import { areasWithSources } from '../agent/causes/sources.ts'
import type { Cause } from '../checks/cause.ts'
import { causes } from '../checks/causes.ts'
import { type CheckText, languages } from '../checks/text.ts'
import { texts } from '../checks/texts.ts'

/** What the catalogue cannot say of these causes yet: one line each, the file to mend first. */
export function gapsOf(some: readonly Pick<Cause, 'code' | 'confirm'>[]): string[] {
  return some.flatMap(({ code, confirm }) => {
    const area = code.split('/', 1)[0] ?? ''
    return [
      ...(severitiesOf(code).length === 0 ? [`agent/causes/severity.ts: how grave is ${code}?`] : []),
      ...(areasWithSources.includes(area) ? [] : [`agent/causes/sources.ts: where does HKEX write of ${area}, if anywhere?`]),
      ...languages.flatMap((language) => {
        const all: readonly CheckText[] = Object.values(texts[language])
        const said = JSON.stringify([confirm, ...all.map((area) => area.causes[code] ?? null)])
        const names = new Set(Array.from(said.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''))
        return [...names]
          .filter((name) => !Object.hasOwn(genericWords[language].values, name))
          .map((name) => `agent/causes/generic-words.${language}.ts: what stands for {${name}} of ${code}?`)
      }),
    ]
  })
}

if (import.meta.main) {
  const gaps = gapsOf(causes)
  if (gaps.length > 0) {
    process.stderr.write(`docs/causes.md was not written:\n${gaps.map((gap) => `  ${gap}\n`).join('')}`)
    process.exit(1)
  }
  await writeFile(join(import.meta.dirname, '..', 'docs', 'causes.md'), causesMarkdown())
}
