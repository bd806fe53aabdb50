import { factsOf } from './facts.ts'
import type { Checked } from './opener.ts'
import type { WorkerData } from './tasks.ts'
import { verified } from './verified.ts'

/** Is it whole, whose is it, what follows from it: all that the collector answers by. */
export async function checkTask({ path }: { readonly path: string }, data: WorkerData): Promise<Checked> {
  const bundle = await verified(path, data)
  return 'problem' in bundle ? bundle : { facts: factsOf(bundle) }
}
