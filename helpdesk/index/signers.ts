/** Whose keys were seen before: trust on first use, as ssh has it. The first key of an install stays; a person decides on another (trust/). */

import type { Index } from './index.ts'
import { number, type Sql, text } from './sql.ts'

export function signersIn(sql: Sql): Pick<Index, 'recognise'> {
  return {
    async recognise({ install, name, fingerprint, bundleId }, receivedMs) {
      // A key that IT rolled out has no install, and is known by its name.
      const id = install ?? `name:${name}`
      await sql.run([
        [
          'INSERT INTO signers (id, fingerprint, first_ms, bundle_id) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
          id,
          fingerprint,
          receivedMs,
          bundleId,
        ],
      ])
      const [first] = await sql.all('SELECT fingerprint, first_ms, bundle_id FROM signers WHERE id = ?', id)
      if (first === undefined) throw new Error('the index lost what it was just given')
      const sinceMs = number(first, 'first_ms')
      if (text(first, 'fingerprint') !== fingerprint) return { kind: 'changed-key', before: text(first, 'fingerprint'), sinceMs }
      // Looked at twice, the same bundle still proves nothing.
      return text(first, 'bundle_id') === bundleId ? { kind: 'first-sight' } : { kind: 'known', sinceMs }
    },
  }
}
