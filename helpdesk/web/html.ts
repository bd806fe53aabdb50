/** The report's own way to make markup, in which every value is text unless this made it. */

export { type Html, html, nothing } from '../../agent/report/html/escape.ts'
