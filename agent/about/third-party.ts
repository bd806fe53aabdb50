/** What of other people's work is in the program. The build makes both texts; from source there are none. */

export type ThirdPartyText = 'sbom.cdx.json' | 'third-party-licences.txt'

type Read = (name: ThirdPartyText) => Promise<string>

let read: Read | undefined

/** The build says how they are read. */
export function replaceThirdParty(reader: Read): void {
  read = reader
}

/** null from source. */
export async function thirdPartyText(name: ThirdPartyText): Promise<string | null> {
  return read === undefined ? null : read(name)
}

/** How many components the list has, what is inside of them not counted. null from source. */
export async function thirdPartyCount(): Promise<number | null> {
  const text = await thirdPartyText('sbom.cdx.json')
  return text === null ? null : (JSON.parse(text) as { readonly components: readonly unknown[] }).components.length
}
