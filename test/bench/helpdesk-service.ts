/** The helpdesk as `serve` opens it, but for its limit on how often one address may try: here all terminals are one PC. */

import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { nameOf } from '../../agent/cms/name-of.ts'
import { fingerprint } from '../../agent/cms/trust.ts'
import { collectorLimits } from '../../helpdesk/collector/limits.ts'
import type { Desk } from '../../helpdesk/desk.ts'
import { createServiceLog } from '../../helpdesk/server/log.ts'
import { closeDesk, openDesk } from '../../helpdesk/server/open-desk.ts'
import { createServer } from '../../helpdesk/server/server.ts'
import { digestOf } from '../helpdesk/support/rows.ts'
import { REQUEST_SHA256, requestIdOf, tokenOf } from './helpdesk-plan.ts'
import { addRows } from './helpdesk-rows.ts'

export interface ServiceReady {
  readonly url: string
  readonly signer: { readonly name: string; readonly fingerprint: string }
  /** Of a viewer. */
  readonly cookie: string
  readonly rowsPerSecond: number
}

const [folder = '.', requests = '0', rows = '0'] = process.argv.slice(2)
const desk = await openDesk(
  {
    dataFolder: folder,
    publicUrl: 'http://127.0.0.1',
    openDoor: false,
    agentExe: null,
    keepMs: null,
    limits: { ...collectorLimits, perAddress: Number.MAX_SAFE_INTEGER },
  },
  {
    clock: { wallMs: Date.now },
    log: createServiceLog(join(folder, 'service.log')),
    keys: { name: 'Bench helpdesk', kind: 'ec' },
  },
)
for (let at = 0; at < Number(requests); at += 1) await addRequest(desk, at)
const rowsPerSecond = await addRows(desk.index, Number(rows))
const app = await createServer(desk, { tls: null, behindProxy: false, metricsToken: null })
await app.listen({ host: '127.0.0.1', port: 0 })
const [certificate] = desk.keys.signer.certificates
const ready: ServiceReady = {
  url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
  signer: { name: nameOf(certificate), fingerprint: fingerprint(certificate) },
  cookie: await viewer(desk),
  rowsPerSecond,
}
process.send?.(ready)
process.once('disconnect', async () => {
  await app.close()
  await closeDesk(desk)
  process.exit()
})

function addRequest({ index }: Desk, at: number): Promise<void> {
  const nowMs = Date.now()
  return index.addRequest({
    id: requestIdOf(at),
    case: `INC${at}`,
    profiles: ['ccms'],
    redaction: 'standard',
    message: null,
    createdMs: nowMs,
    expiresMs: nowMs + 86_400_000,
    madeBy: 'bench',
    sha256: REQUEST_SHA256,
    tokenSha256: createHash('sha256').update(tokenOf(at)).digest('hex'),
    linkSha256: digestOf(`link ${at}`),
    revokedMs: null,
    claimedBy: null,
  })
}

async function viewer({ accounts }: Desk): Promise<string> {
  const invited = await accounts.invite('viewer@bench', 'viewer')
  if ('refused' in invited) throw new Error(invited.refused)
  const accepted = await accounts.accept(invited.secret, 'mauve kettle on the quiet roof')
  if ('refused' in accepted) throw new Error(accepted.refused)
  return `__Host-session=${accepted.session}`
}
