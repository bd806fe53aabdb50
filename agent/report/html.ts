/** report.html: the report as one page that stands by itself, in both languages. It renders the report; it decides nothing, and runs nothing. */

export type { HtmlFacts, Pictures } from './html/facts.ts'
export { reportHtml } from './html/page.ts'
