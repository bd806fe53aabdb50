/** A form that is sent twice (a double click, a page that is loaded again) asks once: its answer shows what is shown once. */

import { randomBytes } from 'node:crypto'

export interface Once {
  /**
   * Does the work, unless the same form has brought something, or is about to: then that one's id is `earlier`. What came to nothing
   * (null) or threw may be tried again.
   */
  run<T>(
    form: string,
    work: () => Promise<{ readonly id: string | null; readonly outcome: T }>,
  ): Promise<{ readonly outcome: T } | { readonly earlier: string }>
}

/** Forms of some hours; they go with the process. */
const MOST = 1000

/** Of a form. No secret: it only tells it from others of the same account. */
export function newForm(): string {
  return randomBytes(16).toString('base64url')
}

export function createOnce(): Once {
  const known = new Map<string, Promise<string | null>>()
  return {
    async run(form, work) {
      const underWay = known.get(form)
      const earlier = underWay === undefined ? null : await underWay
      if (earlier !== null) return { earlier }
      const doing = work()
      known.set(
        form,
        doing.then(
          ({ id }) => id,
          () => null,
        ),
      )
      const [oldest] = known.keys()
      if (known.size > MOST && oldest !== undefined) known.delete(oldest)
      return { outcome: (await doing).outcome }
    },
  }
}
