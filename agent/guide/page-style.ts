/** The style of a record's page: one sheet of A4, in black where it is printed. What a person reported never looks like what a machine saw. */

export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --soft: #57606a; --line: #c8d0d8; --machine: #0b57a4; --person: #7a4a00;
  --machine-band: #e8f1fb; --person-band: #fdf1dc; --good: #1a7f37; --bad: #b3261e; --doubt: #8a5a00 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --page: #0d1117; --soft: #9aa4ae; --line: #3d444d; --machine: #79b8ff; --person: #e3b341;
  --machine-band: #12263f; --person-band: #33270d; --good: #3fb950; --bad: #ff7b72; --doubt: #d29922 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1.25rem; color: var(--ink); background: var(--page);
  font: .95rem/1.45 system-ui, "Segoe UI", "Microsoft JhengHei", "PingFang HK", "Noto Sans CJK HK", sans-serif }
h1 { font-size: 1.5rem; margin: 0 } header p { margin: .2rem 0 } .title { font-size: 1.1rem; font-weight: 600 } h2 { font-size: 1rem; margin: .8rem 0 .2rem }
.soft, small { color: var(--soft) } .unfinished { border: 2px solid var(--bad); color: var(--bad); font-weight: 700; padding: .2rem .6rem; display: inline-block }
p, td, th, li, code { overflow-wrap: anywhere; unicode-bidi: isolate } p { margin: .25rem 0 } code { font: .85em Consolas, Menlo, monospace }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: .6rem 0 } col.label { width: 30% }
th, td { text-align: start; vertical-align: top; border: 1px solid var(--line); padding: .22rem .45rem; font-weight: 400 } thead th { font-weight: 700 }
td p { margin: .1rem 0 } tr.machine > th[scope=rowgroup], tr.person > th[scope=rowgroup] { font-weight: 700 }
tr.machine.band > th { background: var(--machine-band); color: var(--machine) } tr.person.band > th { background: var(--person-band); color: var(--person) }
tr.machine > :first-child { border-inline-start: .35rem solid var(--machine) } tr.person > :first-child { border-inline-start: .35rem double var(--person) }
.good { color: var(--good); font-weight: 700 } .bad { color: var(--bad); font-weight: 700 } .doubt { color: var(--doubt); font-weight: 700 }
ul { list-style: none; margin: .2rem 0; padding: 0 } .sign { margin-top: 1.2rem; border-top: 1px solid var(--line); padding-top: .2rem; width: 60% }
footer { color: var(--soft); font-size: .85rem }
sup { line-height: 0 }
@page { size: A4; margin: 9mm 10mm }
@media print { :root { color-scheme: light; --ink: #000; --page: #fff; --soft: #333; --line: #777; --machine: #000; --person: #000; --machine-band: #eee; --person-band: #eee;
    --good: #000; --bad: #000; --doubt: #000 }
  body { max-width: none; padding: 0; font-size: 7.5pt; line-height: 1.22 } h1 { font-size: 13pt } .title { font-size: 10pt } h2 { font-size: 9pt; margin: .4rem 0 .1rem }
  table { margin: .3rem 0 } th, td { padding: .06rem .3rem } td p { margin: 0 } tr { break-inside: avoid } footer { font-size: 6.5pt } small { font-size: 6.8pt } .sign { margin-top: .8rem } }
`
