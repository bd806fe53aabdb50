/** A table of an installer's database as text, which msibuild imports in place of the one that is there (Microsoft, "Text Archive Files"). */

export interface Table {
  readonly name: string
  /** With their types, as Microsoft's page of each table has them: s72 is text of 72 characters, i2 a number; a capital letter allows nothing at all. */
  readonly columns: readonly (readonly [name: string, type: string])[]
  /** How many of the first columns identify a row. */
  readonly keys: number
  readonly rows: readonly (readonly (string | number | null)[])[]
}

export function textArchive({ name, columns, keys, rows }: Table): string {
  const names = columns.map(([column]) => column)
  const lines = [names, columns.map(([, type]) => type), [name, ...names.slice(0, keys)], ...rows.map((row) => row.map(field))]
  return lines.map((line) => `${line.join('\t')}\r\n`).join('')
}

/** The strings of the database are UTF-8; it has no table for this, only a line of this form. */
export const utf8Database = '\r\n\r\n65001\t_ForceCodepage\r\n'

function field(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they part fields and rows
  if (/[\x00-\x1f]/.test(text)) throw new TypeError(`a field of an installer's table holds a control character: ${JSON.stringify(text)}`)
  return text
}
