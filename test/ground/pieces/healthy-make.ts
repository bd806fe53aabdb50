/** Words for what is odd and healthy: pages of our own, files that servers give, and a piece that expects nothing but notes. */

import type { ExpectedCause } from '../../lab/fault.ts'
import { landingPage, logOnPage } from '../../lab/pages.ts'
import { hostOf } from '../../lab/places.ts'
import type { Where } from '../places.ts'
import type { Piece, Scene } from '../scene.ts'
import { serve } from '../world/web.ts'
import { piece } from './make.ts'

interface Odd {
  readonly does: string
  readonly scene: Scene
  readonly touches: readonly string[]
  /** Notes alone. */
  readonly notes?: readonly ExpectedCause[]
  readonly why?: string
}

export function odd(name: string, { does, scene, touches, notes = [], why }: Odd): Piece {
  return piece(`healthy/${name}`, { does, scene, expected: notes, touches, ...(why === undefined ? {} : { why }) })
}

const ssoUrl = `https://${hostOf.sso}/sso`
/** Where the tests' log-on page lies. */
export const logOnPath = '/sso/log-on'

export const landing = landingPage('/', ssoUrl)
export const dmsLanding = landingPage('/dms', ssoUrl)
export const logOn = logOnPage()

export const html = (path: string, content: string) => serve(`= ${path}`, 'text/html', content)
export const leadsTo = (path: string, to: string, status = 302) => `location = ${path} { return ${status} ${to}; }`

export type Command = NonNullable<Scene['commands']>[number]

/** A file in the world's own folder, for what is too long for a line of a configuration or has another charset. */
export function writes(at: Where, name: string, content: string, charset = 'UTF-8'): Command {
  return { at, line: `iconv -f UTF-8 -t ${charset} > /run/${name} <<'END'\n${content}\nEND` }
}

/** What `writes` wrote. */
export function file(path: string, name: string, type = 'text/html', ...lines: readonly string[]): string {
  return `location = ${path} { default_type "${type}"; alias /run/${name}; ${lines.join(' ')} }`
}

/** The shell puts so many bytes there, since a configuration would be too long with them. */
export function padded(at: Where, name: string, before: string, bytes: number, after: string): Command {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  return {
    at,
    line: `{ printf %s ${quoted(before)}; head -c ${bytes} /dev/zero | tr '\\0' x; printf %s ${quoted(after)}; } > /run/${name}`,
  }
}
