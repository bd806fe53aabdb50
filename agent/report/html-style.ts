/** The style of report.html: it stands in the page, which loads nothing. */

export const htmlStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --soft: #57606a; --line: #d0d7de; --card: #f6f8fa;
  --ready: #1a7f37; --attention: #9a6700; --not-ready: #cf222e; --undetermined: #8250df }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --page: #0d1117; --soft: #9198a1; --line: #3d444d; --card: #151b23;
  --ready: #3fb950; --attention: #d29922; --not-ready: #f85149; --undetermined: #ab7df8 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; color: var(--ink); background: var(--page);
  font: 1rem/1.55 system-ui, "Segoe UI", "Microsoft JhengHei", "PingFang HK", "Noto Sans CJK HK", sans-serif }
h1 { font-size: 1.9rem; margin: 0 0 .25rem } h2 { font-size: 1.2rem; margin: 1.75rem 0 .5rem } h3 { font-size: 1.05rem; margin: 0 0 .4rem }
p, ol, ul { margin: .4rem 0 } code, small { color: var(--soft) } code { font-family: Consolas, Menlo, monospace; font-size: .9em }
p, li, td, th, dd, h1, h2, h3, code { unicode-bidi: isolate; overflow-wrap: anywhere }
.ready { color: var(--ready) } .attention { color: var(--attention) } .not-ready { color: var(--not-ready) } .undetermined { color: var(--undetermined) }
article { border: 1px solid var(--line); border-inline-start-width: .4rem; border-radius: .4rem; background: var(--card); padding: .9rem 1.1rem; margin: .75rem 0 }
article.blocker { border-inline-start-color: var(--not-ready) } article.warning { border-inline-start-color: var(--attention) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 } dt { color: var(--soft) } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: .92rem } caption { text-align: start; font-weight: 600; padding: 1rem 0 .3rem }
th, td { text-align: start; vertical-align: top; border-top: 1px solid var(--line); padding: .3rem .6rem .3rem 0 } th { font-weight: 600 }
td:first-child, th { white-space: nowrap } tr.problem td:first-child, tr.error td:first-child { color: var(--not-ready) }
tr.warning td:first-child { color: var(--attention) } tr.ok td:first-child { color: var(--ready) }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; color: var(--soft); font-size: .92rem }
@media print { :root { color-scheme: light; --ink: #000; --page: #fff; --card: #fff; --soft: #444 } body { max-width: none; padding: 0; font-size: 10pt }
  article, tr { break-inside: avoid } }
`
