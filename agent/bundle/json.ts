/** What a value is after it was written as JSON and read again: without what JSON has no word for. */
export function readable<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
