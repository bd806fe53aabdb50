/** The flags of `npm run package`. */

import { parseArgs } from 'node:util'
import { defaultTargets, type Target, targets } from './targets.ts'
import { PackagingError } from './tools.ts'

export interface PackageFlags {
  readonly targets: readonly Target[]
  readonly site: string | undefined
  /** Names of PEM files. */
  readonly trust: readonly string[]
  /** Whether packages are made of the executables. */
  readonly fleet: boolean
  /** Where the results go, from the repository. */
  readonly out: string
}

const ids = targets.map(({ id }) => id)

export const help = `npm run package -- [FLAGS]      what users get, into dist/package

  --target ID[,ID]    ${ids.join(', ')}; or all
                      (default: ${defaultTargets.join(', ')})
  --site FILE         site.yaml to build in, with the PEM files and profiles that it names
  --trust FILE.pem    a helpdesk's certificate whose requests are trusted; repeatable
  --no-fleet          executables alone: no .msi, .deb and .zip
  --out FOLDER        another folder
  --help              this

Signed where the variables CODE_SIGN_CERT and CODE_SIGN_KEY name certificate and key (docs/deploy.md has the others).
`

/** 'help', or what is to be made. Throws a PackagingError. */
export function readFlags(argv: readonly string[]): PackageFlags | 'help' {
  const { values } = parsed(argv)
  if (values.help === true) return 'help'
  const named = (values.target ?? []).flatMap((each) => each.split(','))
  const unknown = named.find((id) => id !== 'all' && !ids.some((known) => known === id))
  if (unknown !== undefined) throw new PackagingError(`--target ${unknown}: there are ${ids.join(', ')}, and all`)
  const wanted: readonly string[] = named.length === 0 ? defaultTargets : named.includes('all') ? ids : named
  return {
    targets: targets.filter(({ id }) => wanted.includes(id)),
    site: values.site,
    trust: values.trust ?? [],
    fleet: values['no-fleet'] !== true,
    out: values.out ?? 'dist/package',
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        target: { type: 'string', multiple: true },
        site: { type: 'string' },
        trust: { type: 'string', multiple: true },
        'no-fleet': { type: 'boolean' },
        out: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new PackagingError(`${error instanceof Error ? error.message : error}; npm run package -- --help lists what there is`)
  }
}
