/**
 * What we use of resedit. Its own declarations bring those of browsers along (`/// <reference lib="dom" />`), which then count in every
 * file of the project; tsconfig.json names this file in their place.
 */

export interface ResourceEntry {
  type: string | number
  id: string | number
  lang: string | number
  codepage: number
  bin: ArrayBuffer
}

interface Section {
  readonly info: { readonly virtualAddress: number }
  readonly data: ArrayBuffer | null
}

export class NtExecutable {
  static from(bytes: ArrayBuffer | ArrayBufferView, options?: { readonly ignoreCert?: boolean }): NtExecutable
  readonly newHeader: {
    readonly optionalHeaderDataDirectory: { get(entry: number): { readonly virtualAddress: number; readonly size: number } }
  }
  /** @param entry one of IMAGE_DIRECTORY_ENTRY_… (winnt.h) */
  getSectionByEntry(entry: number): Section | null
  generate(): ArrayBuffer
}

export class NtExecutableResource {
  static from(executable: NtExecutable): NtExecutableResource
  entries: ResourceEntry[]
  outputResource(executable: NtExecutable): void
}

export namespace Data {
  interface RawIconItem {
    readonly width: number
    readonly height: number
    readonly bitCount: number
    readonly bin: ArrayBuffer
    isIcon(): false
  }
  interface IconItem {
    readonly width: number
    readonly height: number
    readonly bitCount: number
    isIcon(): true
  }
  interface IconFileItem {
    readonly data: IconItem | RawIconItem
    readonly width?: number
    readonly height?: number
  }
  class IconFile {
    static from(bytes: ArrayBuffer | ArrayBufferView): IconFile
    readonly icons: IconFileItem[]
  }
}

export namespace Resource {
  interface Language {
    readonly lang: number
    readonly codepage: number
  }
  interface FixedInfo {
    fileVersionMS: number
    fileVersionLS: number
    productVersionMS: number
    productVersionLS: number
    fileFlagsMask: number
    fileFlags: number
    fileOS: number
    fileType: number
    fileSubtype: number
    fileDateMS: number
    fileDateLS: number
  }
  interface StringTable extends Language {
    readonly values: Readonly<Record<string, string>>
  }
  class VersionInfo {
    static create(options: {
      readonly lang: number
      readonly fixedInfo: Readonly<Partial<FixedInfo>>
      readonly strings: readonly StringTable[]
    }): VersionInfo
    static fromEntries(entries: readonly ResourceEntry[]): VersionInfo[]
    readonly lang: string | number
    readonly fixedInfo: Readonly<FixedInfo>
    getAllLanguagesForStringValues(): Language[]
    getStringValues(language: Language): Record<string, string>
    outputToResourceEntries(entries: ResourceEntry[]): void
  }
  class IconGroupEntry {
    static fromEntries(entries: readonly ResourceEntry[]): IconGroupEntry[]
    static replaceIconsForResource(
      entries: ResourceEntry[],
      id: string | number,
      language: string | number,
      icons: readonly (Data.IconItem | Data.RawIconItem)[],
    ): void
    readonly id: string | number
    readonly icons: readonly { readonly width: number; readonly height: number; readonly iconID: number }[]
    getIconItemsFromEntries(entries: readonly ResourceEntry[]): (Data.IconItem | Data.RawIconItem)[]
  }
}
