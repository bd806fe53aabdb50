import { openBundle } from '../../agent/bundle/open.ts'
import type { OpenProblem } from './opener.ts'
import { readBundle, told } from './read-bundle.ts'
import type { FileOfBundle, WorkerData } from './tasks.ts'

/** One file, as the signed list names it; its digest was compared on the way. */
export async function fileTask(
  { path, name }: { readonly path: string; readonly name: string },
  data: WorkerData,
): Promise<FileOfBundle | null | { readonly problem: OpenProblem }> {
  const read = await readBundle(path, data)
  if ('problem' in read) return read
  const bundle = await openBundle(read.bytes)
  if ('problem' in bundle) return told(read.kind, bundle.problem)
  const listed = bundle.manifest.files.find((each) => each.path === name)
  const content = bundle.files.get(name)
  // A copy of its own: a view would take the whole bundle along.
  return listed === undefined || content === undefined ? null : { content: Uint8Array.from(content), mediaType: listed.mediaType }
}
