/** What of other people's work is in the program, for `about`: known when everything is put in, and nothing else of ours asks for it. */

import type { Plugin } from 'esbuild'
import type { ThirdPartyText } from '../agent/about/third-party.ts'
import type { ThirdPartyOptions } from '../packaging/third-party/third-party.ts'
import { embed } from './embed.ts'
import type { Contents } from './parts.ts'

export interface EmbeddedThirdParty {
  readonly plugin: Plugin
  /** After the build, with the files that it put in. Throws a PackagingError where something of theirs may not be there. */
  fill(options: ThirdPartyOptions): Promise<void>
}

export function embedThirdParty(contents: Contents): EmbeddedThirdParty {
  let isAsked = false
  const put = (name: ThirdPartyText, text: string) => void contents.set(name, text)
  return {
    plugin: embed('agent/about/third-party', 'replaceThirdParty', async () => {
      isAsked = true
      return 'async (name) => __text(name)'
    }),
    async fill(options) {
      if (!isAsked) return
      const { thirdParty } = await import('../packaging/third-party/third-party.ts')
      const { sbom, licences } = await thirdParty(options)
      put('sbom.cdx.json', sbom)
      put('third-party-licences.txt', licences)
    },
  }
}
