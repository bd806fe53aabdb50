import type { Io } from '../io.ts'
import type { BrowserEvidence, BrowserKind, Policy } from './evidence.ts'
import { linuxPolicies } from './policies-linux.ts'
import { macosPolicies } from './policies-macos.ts'
import { windowsPolicies } from './policies-windows.ts'

export interface Policies {
  readonly policies: Policy[]
  /** Places that are there, or may be, and could not be read. */
  readonly unread: BrowserEvidence['unread']
  /**
   * Whether any policy at all is set, known here or not; null where that could not be seen. A browser that is managed does not obey what
   * its user chose for secure DNS, unless policy says so (Chromium, chrome/browser/net/stub_resolver_config_reader.cc; the same holds on
   * a PC that has joined a Windows domain).
   */
  readonly managed: boolean | null
}

/**
 * The mandatory policies that matter to a check, of one browser on this PC. What a browser takes from its maker's cloud
 * (Chrome Browser Cloud Management, Edge management service) is not kept where it could be read.
 */
export async function readPolicies(io: Io, kind: BrowserKind, signal: AbortSignal): Promise<Policies> {
  switch (io.platform) {
    case 'win32':
      return windowsPolicies(io, kind, signal)
    case 'darwin':
      return macosPolicies(io, kind, signal)
    default:
      return linuxPolicies(io, kind)
  }
}
