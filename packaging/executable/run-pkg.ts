/** In a process of its own, with a home folder of its own: pkg reads its cache from there, and changes the working folder. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

interface Order {
  readonly entry: string
  readonly targets: readonly object[]
  readonly seaConfig: object
}

type Sea = (
  entry: string,
  options: { readonly targets: readonly object[]; readonly signature: boolean; readonly seaConfig: object },
) => Promise<void>

/** Not among what pkg promises to keep: its version is pinned to the last digit, and a test looks at what comes out. */
const sea = (createRequire(import.meta.url)('@yao-pkg/pkg/lib-es5/sea.js') as { default: Sea }).default

const { entry, targets, seaConfig } = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Order
await sea(entry, { targets, signature: true, seaConfig })
