/** Where everything lies that the helpdesk keeps. Each place has one owner, and the name of that owner's room. */

import { join } from 'node:path'

export interface DataFolder {
  readonly root: string
  /** Bundles and their receipts (objects/). The truth. */
  readonly objects: string
  /** Bundles that are on their way: nothing in it is ever believed, and it is emptied at each start. */
  readonly incoming: string
  /** Records of requests (requests/). The truth. */
  readonly requests: string
  /** The helpdesk's own keys and certificates (keys/). */
  readonly keys: string
  /** Certificates, PEM, whose signature on a bundle proves where it came from: IT's authority, a terminal's device.pem. */
  readonly trust: string
  /** Made again by `helpdesk reindex`. */
  readonly index: string
  /** Accounts and sessions (accounts/). */
  readonly accounts: string
  /** Who did what (audit/). */
  readonly audit: string
  /** What the service was last told and other commands need too (settings.ts). */
  readonly settings: string
  /** Held while the service runs, or while everything is made anew (operation/service-lock.ts). Nothing is ever in it. */
  readonly lock: string
}

export function dataFolderAt(root: string): DataFolder {
  return {
    root,
    objects: join(root, 'objects'),
    incoming: join(root, 'incoming'),
    requests: join(root, 'requests'),
    keys: join(root, 'keys'),
    trust: join(root, 'trust'),
    index: join(root, 'index.sqlite'),
    accounts: join(root, 'accounts.sqlite'),
    audit: join(root, 'audit.jsonl'),
    settings: join(root, 'settings.json'),
    lock: join(root, 'service.lock'),
  }
}
