/** What goes to a thread and what comes back: plain data alone. */

import type { Language } from '../../checks/text.ts'
import type { Checked, Compared, OpenProblem, Shown } from './opener.ts'

export interface WorkerData {
  readonly encryptionKeyPem: string
  readonly certificatePem: string
  readonly trustFolder: string
  readonly rules: { readonly version: string; readonly sha256: string }
}

export interface FileOfBundle {
  readonly content: Uint8Array
  readonly mediaType: string
}

type Problem = { readonly problem: OpenProblem }

export interface Tasks {
  readonly check: { readonly task: { readonly path: string }; readonly answer: Checked }
  readonly show: { readonly task: { readonly path: string; readonly language: Language }; readonly answer: Shown | Problem }
  readonly file: { readonly task: { readonly path: string; readonly name: string }; readonly answer: FileOfBundle | null | Problem }
  readonly compare: {
    readonly task: { readonly a: string; readonly b: string; readonly language: Language }
    readonly answer: Compared | (Problem & { readonly side: 'a' | 'b' })
  }
}

export type TaskName = keyof Tasks

export interface Given<N extends TaskName> {
  /** The thread wakes whoever waits on its first number when it begins: from then on the time counts. */
  readonly begun: Int32Array<SharedArrayBuffer>
  readonly task: Tasks[N]['task']
}
