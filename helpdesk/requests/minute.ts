import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { type Html, html } from '../web/html.ts'

/** "2026-11-22 08:05": the wall clock in Hong Kong, the same in both languages and narrow enough for a phone's column. */
export function minuteOf(ms: number): Html {
  return html`<time datetime="${new Date(ms).toISOString()}">${hongKongTime(ms).slice(0, 16)}</time>`
}
