/** The little of SQL that the index needs of a database, so that another one can stand in SQLite's place. */

export type SqlValue = string | number | null
export type SqlRow = Readonly<Record<string, SqlValue>>
export type Statement = readonly [text: string, ...values: SqlValue[]]

export interface Sql {
  all(...statement: Statement): Promise<readonly SqlRow[]>
  /** All of them or none. @returns how many rows the last one changed */
  run(statements: readonly Statement[]): Promise<number>
  close(): Promise<void>
}

export function text(row: SqlRow, name: string): string {
  const value = row[name]
  if (typeof value !== 'string') throw new TypeError(`the index holds no text in ${name}`)
  return value
}

export function textOrNull(row: SqlRow, name: string): string | null {
  return row[name] === null ? null : text(row, name)
}

export function number(row: SqlRow, name: string): number {
  const value = row[name]
  if (typeof value !== 'number') throw new TypeError(`the index holds no number in ${name}`)
  return value
}

export function numberOrNull(row: SqlRow, name: string): number | null {
  return row[name] === null ? null : number(row, name)
}
