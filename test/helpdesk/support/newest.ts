import type { Audit, AuditLine } from '../../../helpdesk/audit/audit.ts'

/** The audit log's last lines, the newest first. */
export async function newestOf(audit: Pick<Audit, 'page'>, size: number): Promise<readonly AuditLine[]> {
  return (await audit.page(size, null, null)).lines
}
