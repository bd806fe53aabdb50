import { styleText } from 'node:util'
import type { Verdict } from '../diagnosis/verdict.ts'

type Paint = (text: string) => string
export type Style = Readonly<Record<Verdict | 'strong' | 'dim', Paint>>

export function plain(text: string): string {
  return text
}

/** Colours only on a terminal, and never where NO_COLOR is set. Each verdict is a word too: colour alone says nothing. */
export function styleFor(colours: boolean): Style {
  const paint = (...formats: Parameters<typeof styleText>[0][]): Paint =>
    colours ? (text) => formats.reduce((painted: string, format) => styleText(format, painted, { validateStream: false }), text) : plain
  return {
    ready: paint('bold', 'green'),
    attention: paint('bold', 'yellow'),
    'not-ready': paint('bold', 'red'),
    undetermined: paint('bold', 'magenta'),
    strong: paint('bold'),
    dim: paint('dim'),
  }
}
