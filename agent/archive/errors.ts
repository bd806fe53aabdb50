import type { ArchiveProblem } from './problem.ts'

/** What can't be written, as an error with a code: a mistake of ours, or a file that is not what it was when it was measured. */
export function refusal({ code, name }: { readonly code: ArchiveProblem['code'] | 'changed'; readonly name?: string }): Error {
  return Object.assign(new Error(['archive', code, ...(name === undefined ? [] : [name])].join(': ')), { code })
}
