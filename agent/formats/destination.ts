/** What a run puts out beside its screen, and where each goes. */

/** `--json`, `--junit=-`: to the standard output. */
export type Destination = 'stdout' | { readonly file: string }

/** By the names of their flags. */
export const documentFlags = ['json-lines', 'junit', 'html', 'prometheus'] as const
export type DocumentFlag = (typeof documentFlags)[number]

/** Beside `--json`, which is older than these. */
export interface Formats {
  readonly documents: Readonly<Partial<Record<DocumentFlag, Destination>>>
  /** One line for a monitoring system, to the standard output. */
  readonly nagios: boolean
}

export const noFormats: Formats = { documents: {}, nagios: false }

interface Asked {
  readonly json: Destination | null
  readonly formats: Formats
}

/** Whether standard output is one document, beside which nothing else may stand. */
export function takesStdout({ json, formats }: Asked): boolean {
  return formats.nagios || [json, ...Object.values(formats.documents)].includes('stdout')
}

/** Whether what was asked for holds the answer, so that it is safe even where no folder could be written. */
export function holdsAnswer({ json, formats }: Asked): boolean {
  return json !== null || hasFormats(formats)
}

export function hasFormats({ nagios, documents }: Formats): boolean {
  return nagios || Object.keys(documents).length > 0
}

export interface Wanted {
  readonly flag: 'json' | DocumentFlag
  readonly destination: Destination
}

/** In the order in which they are written. */
export function documentsOf({ json, formats: { documents } }: Asked): Wanted[] {
  const own = documentFlags.flatMap((flag) => {
    const destination = documents[flag]
    return destination === undefined ? [] : [{ flag, destination }]
  })
  return [...(json === null ? [] : [{ flag: 'json' as const, destination: json }]), ...own]
}
