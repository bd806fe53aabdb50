/** Trusting the key of a bundle, on an administrator's word that he compared its fingerprint by another way. */

import { X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import type { Origin } from '../../agent/bundle/verify.ts'
import { makeFolder, writeDurably } from '../data/durable.ts'
import { dataFolderAt } from '../data/folder.ts'
import type { Desk } from '../desk.ts'
import type { InboxFilter, Index } from '../index/index.ts'
import type { BundleRow } from '../index/rows.ts'
import type { Room } from '../server/room.ts'
import { bundlePath } from '../web/links.ts'
import { sendProblem } from '../web/problem-page.ts'
import { visitorOf } from '../web/visitor.ts'
import { openProblemText } from './answers.ts'
import { askedBundle, bundleParams } from './asked.ts'
import { bundleWords } from './words.ts'

const form = z.object({ compared: z.literal('yes') })

export const trusting: Room = (app, desk) => {
  app.post('/bundles/:sha256/trust', { config: { needs: 'admin' } }, async (request, reply) => {
    const { language, account } = visitorOf(request)
    const words = bundleWords[language].trust
    if (!form.safeParse(request.body).success) return sendProblem(request, reply, 400, words.notCompared)
    const bundle = await askedBundle(bundleParams, request, reply, desk)
    if (bundle === undefined) return reply
    const { asked, found } = bundle
    const shown = await desk.opener.show(found.path, language)
    if ('problem' in shown) return sendProblem(request, reply, 400, openProblemText(shown.problem, language))
    const { certificatePem, facts } = shown
    if (facts.trustedBy !== null) return sendProblem(request, reply, 400, words.already)
    // As an authority's it would vouch for keys that nobody compared (RFC 5280, section 4.2.1.9).
    if (new X509Certificate(certificatePem).ca) return sendProblem(request, reply, 400, words.authority)
    const { fingerprint, name } = facts.signer
    await desk.audit.add({ who: account?.name ?? 'nobody', what: 'key.trusted', subject: fingerprint, from: request.ip })
    await keepCertificate(desk, fingerprint, certificatePem)
    await showTrusted(desk.index, facts.terminal, fingerprint, name)
    desk.news.tell({ kind: 'bundle', subject: asked.sha256 })
    return reply.redirect(bundlePath(asked.sha256), 303)
  })
}

/** Named by its key, so that the same one is there once, and no stranger chooses a file's name. */
async function keepCertificate({ options }: Pick<Desk, 'options'>, fingerprint: string, certificatePem: string): Promise<void> {
  const { trust } = dataFolderAt(options.dataFolder)
  await makeFolder(trust)
  await writeDurably(join(trust, `${fingerprint}.pem`), certificatePem)
}

/** What came from this key before was judged without the certificate; `helpdesk reindex` would find the same. */
function showTrusted(
  index: Pick<Index, 'inbox' | 'bundle' | 'setOrigin'>,
  terminal: string,
  fingerprint: string,
  by: string,
): Promise<void> {
  return changeOrigins(index, { terminal }, async ({ signer, origin }) =>
    signer.fingerprint === fingerprint && origin.kind !== 'trusted' ? { kind: 'trusted', by } : null,
  )
}

/**
 * Its certificate has gone from the trust folder: no list says of this key that it is trusted any more. What is known of it beside that is
 * what `helpdesk reindex` would find.
 */
export function showUntrusted(
  index: Pick<Index, 'inbox' | 'bundle' | 'setOrigin' | 'recognise'>,
  { terminal, signer: { fingerprint } }: Pick<BundleRow, 'terminal' | 'signer'>,
): Promise<void> {
  return changeOrigins(index, { terminal, origin: 'trusted' }, async ({ signer, bundleId, receivedMs }) =>
    signer.fingerprint === fingerprint ? index.recognise({ ...signer, bundleId }, receivedMs) : null,
  )
}

const PAGE = 200

/** @param change null where it stays */
async function changeOrigins(
  index: Pick<Index, 'inbox' | 'bundle' | 'setOrigin'>,
  filter: InboxFilter,
  change: (row: BundleRow) => Promise<Origin | null>,
): Promise<void> {
  let after: Parameters<Index['inbox']>[2] = null
  do {
    const { rows, next } = await index.inbox(filter, PAGE, after)
    for (const { sha256 } of rows) {
      const row = await index.bundle(sha256)
      const origin = row === null ? null : await change(row)
      if (origin !== null) await index.setOrigin(sha256, origin)
    }
    after = next
  } while (after !== null)
}
