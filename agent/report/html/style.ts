/** The style of report.html: it stands in the page, which loads nothing. */

const colours = `
:root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --soft: #57606a; --line: #d0d7de; --card: #f6f8fa; --link: #0550ae;
  --good: #1a7f37; --good-soft: #e6f6ea; --warn: #8a5a00; --warn-soft: #fff5dc; --bad: #c2202b; --bad-soft: #ffebe9; --odd: #7a45c9; --odd-soft: #f4eeff }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --page: #0d1117; --soft: #a1a9b3; --line: #3d444d; --card: #151b23; --link: #6cb0ff;
  --good: #4ac26b; --good-soft: #10291a; --warn: #e0a526; --warn-soft: #2c2208; --bad: #ff7b72; --bad-soft: #341416; --odd: #b794ff; --odd-soft: #251a3a } }
@media (forced-colors: active) { :root { --ink: CanvasText; --page: Canvas; --soft: CanvasText; --line: CanvasText; --card: Canvas; --link: LinkText;
  --good: CanvasText; --good-soft: Canvas; --warn: CanvasText; --warn-soft: Canvas; --bad: CanvasText; --bad-soft: Canvas; --odd: CanvasText; --odd-soft: Canvas } }
@media print { :root { color-scheme: light; --ink: #000; --page: #fff; --soft: #444; --line: #bbb; --card: #fff; --link: #000;
  --good: #1a7f37; --good-soft: #fff; --warn: #8a5a00; --warn-soft: #fff; --bad: #c2202b; --bad-soft: #fff; --odd: #7a45c9; --odd-soft: #fff } }
`

/** Where a browser is too old for :has, both languages are shown, one after the other. */
const language = `
:root:has(#show-in-en:checked) .in-zh, :root:has(#show-in-zh:checked) .in-en { display: none }
.languages { border: 0; margin: 0; padding: 0; display: flex; gap: .25rem .75rem; flex-wrap: wrap; align-items: center; font-size: .9rem }
.languages legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.languages label { border: 1px solid var(--line); border-radius: 2rem; padding: .2rem .8rem .2rem .5rem; cursor: pointer }
.languages label:has(:checked) { border-color: var(--link); background: var(--card) }
.languages label:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px }
.languages input { accent-color: var(--link); margin: 0 .25rem 0 0; vertical-align: -1px }
`

const text = `
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 64rem; padding: 1rem 1.5rem 2rem; color: var(--ink); background: var(--page);
  font: 1rem/1.55 system-ui, "Segoe UI", "Microsoft JhengHei", "PingFang HK", "Noto Sans CJK HK", "Noto Sans HK", sans-serif }
h1, h2, h3, h4, p, ol, ul, dl { margin: 0 } h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem } h3 { font-size: 1.2rem; line-height: 1.35 }
h4 { font-size: .95rem; margin: .9rem 0 .2rem; color: var(--soft) } ol, ul { padding-inline-start: 1.5rem } li + li { margin-top: .2rem }
code, pre { font-family: Consolas, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; font-size: .9em }
p, li, td, th, dd, h1, h2, h3, code, summary, strong, figcaption { unicode-bidi: isolate; overflow-wrap: anywhere }
pre { margin: 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--page); white-space: pre-wrap; overflow-wrap: anywhere }
a { color: var(--link) } small, .fine, .hint { color: var(--soft); font-size: .88rem } .fine { margin-top: .8rem }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
header { display: flex; justify-content: space-between; align-items: center; gap: .5rem 1rem; flex-wrap: wrap; margin-bottom: .75rem }
.name { font-weight: 600; color: var(--soft) }
.ready, .ok { --v: var(--good); --t: var(--good-soft) } .attention, .warning { --v: var(--warn); --t: var(--warn-soft) }
.not-ready, .blocker, .problem, .error { --v: var(--bad); --t: var(--bad-soft) }
.undetermined, .not-checked, .not-applicable { --v: var(--odd); --t: var(--odd-soft) } .not-applicable { --v: var(--soft) }
strong.ready, strong.attention, strong.not-ready, strong.undetermined, span.warning { color: var(--v) }
footer { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem } footer h2 { font-size: 1rem; margin: .75rem 0 .25rem } footer p { margin: .2rem 0 }
`

const parts = `
.verdict { display: flex; gap: 1.1rem; align-items: center; border: 1px solid var(--v); border-inline-start-width: .6rem; border-radius: .6rem; background: var(--t); padding: .9rem 1.25rem }
.verdict > svg { width: 4rem; height: 4rem; flex: none; fill: none; stroke: var(--v); stroke-width: 3; stroke-linecap: round; stroke-linejoin: round }
.verdict h1 { font-size: 2.6rem; line-height: 1.15; letter-spacing: .01em; color: var(--v) } .verdict p { font-size: 1.1rem } .verdict .fine { font-size: .9rem; margin-top: .3rem }
.services { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; font-size: .95rem } .services li { margin: .2rem 0 0 }
.about { display: flex; justify-content: space-between; gap: .5rem 2rem; flex-wrap: wrap; align-items: flex-start; margin-top: .75rem }
dl { flex: 1 1 18rem; font-size: .92rem } dl div { display: grid; grid-template-columns: 6rem 1fr; gap: .75rem } dt { color: var(--soft) } dd { margin: 0 }
.phone { display: flex; gap: .75rem; align-items: center; font-size: .92rem } .phone svg { width: 5.5rem; height: 5.5rem; flex: none; background: #fff }
.phone strong { font: 600 1.15rem/1.4 Consolas, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; letter-spacing: .04em }
article { border: 1px solid var(--line); border-inline-start: .4rem solid var(--v, var(--line)); border-radius: .5rem; background: var(--card); padding: 1rem 1.25rem; margin: .5rem 0 }
.call { border: 1px solid var(--line); border-radius: .4rem; background: var(--page); padding: .6rem .9rem; margin: .75rem 0 0; display: flex; flex-wrap: wrap; gap: .25rem 2.5rem; align-items: baseline }
.call p { flex: 0 1 auto; color: var(--soft); font-size: .92rem } .call strong { color: var(--ink); font-size: 1.1rem } .call .say { flex: 1 1 20rem; color: var(--ink) }
.inline { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1.25rem } .inline li { margin: 0 } .plain { list-style: none; padding: 0 }
`

const picture = `
.path figure { margin: 0; overflow-x: auto } .path svg { display: block; width: 100%; min-width: 38rem; height: auto; font-family: inherit }
.path figcaption { margin-top: .4rem } .path text { fill: var(--ink); text-anchor: middle; font-size: 12.5px } .path .name { font-size: 14px; font-weight: 600; fill: var(--ink) }
.path .line { text-anchor: start; font-size: 11.5px; fill: var(--soft) } .box { fill: var(--card); stroke: var(--line); stroke-width: 1.2 }
.icon { fill: none; stroke: var(--soft); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round }
.mark { fill: none; stroke: var(--soft); stroke-width: 4.5; stroke-linecap: round; stroke-linejoin: round } .ok > .mark, g.ok > .mark { stroke: var(--good) } .bad > .mark { stroke: var(--bad) }
.fault > .box { fill: var(--bad-soft); stroke: var(--bad); stroke-width: 2.5 } .fault > .icon { stroke: var(--bad) } .fault > .said { fill: var(--bad); font-weight: 600 } .fault > .flag { fill: var(--bad) }
.station.warning > .box { fill: var(--warn-soft); stroke: var(--warn); stroke-width: 2.5 } .station.warning > .icon { stroke: var(--warn) } .station.warning > .said { fill: var(--warn); font-weight: 600 } .station.warning > .flag { fill: var(--warn) }
.badge { fill: var(--soft) } .ok > .badge { fill: var(--good) } .fault > .badge, .affected > .badge { fill: var(--bad) } .station.warning > .badge { fill: var(--warn) } .odd > .badge { fill: var(--odd) }
.sign { fill: none; stroke: var(--page); stroke-width: 4.5; stroke-linecap: round; stroke-linejoin: round } .affected > .box, .unseen > .box, .partly > .box, .odd > .box, .delegated > .box { stroke-dasharray: 5 4 }
.path .flag-text { fill: var(--page); font-weight: 600; font-size: 13px }
.link path { fill: none; stroke: var(--soft); stroke-width: 2.5 } .link .head { fill: var(--soft); stroke: none } .link.good path { stroke: var(--good) } .link.good .head { fill: var(--good); stroke: none }
.link.broken path { stroke: var(--bad); stroke-dasharray: 4 4 } .link.broken .head { fill: var(--bad); stroke: none } .link.open path { stroke-dasharray: 2 4 }
`

const folded = `
.checks > details { border-top: 1px solid var(--line) } .checks > details:last-child { border-bottom: 1px solid var(--line) }
summary { cursor: pointer; padding: .3rem 0 } summary h3 { display: inline; font-size: 1rem } .checks > details > summary { display: flex; align-items: center; gap: .6rem; list-style: none }
.checks > details > summary::before { content: "▸"; color: var(--soft); width: .8rem } .checks > details[open] > summary::before { content: "▾" }
.checks > details > summary::-webkit-details-marker { display: none } .checks > details > summary h3 { flex: 0 0 12.5rem } .checks summary .took { margin-inline-start: auto; color: var(--soft) }
.checks summary svg { width: 1.15rem; height: 1.15rem; flex: none; fill: none; stroke: var(--v); stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round } .recorded, .pictures { margin-top: .25rem } .recorded > details, .pictures > details, .recorded > details:last-child, .pictures > details:last-child { border: 0 } .recorded h2, .pictures h2 { margin: 0 } .recorded details details > summary { padding-inline-start: 1.4rem } .recorded details details > pre { margin-inline-start: 1.4rem }
.checks summary span { font-size: .92rem } details > *:not(summary) { margin-bottom: .6rem }
table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { text-align: start; vertical-align: top; border-top: 1px solid var(--line); padding: .25rem .75rem .25rem 0 } thead th { border: 0; color: var(--soft); font-weight: 600 }
td:first-child { color: var(--v); width: 8rem } td:last-child { width: 13rem } td code { color: var(--soft) } tr.not-applicable td:first-child { color: var(--soft) }
.tree, .tree ul { list-style: none; padding-inline-start: 1.1rem; border-inline-start: 2px solid var(--line); font-size: .9rem } .tree li { margin-top: .3rem } .recorded pre { max-height: 30rem; overflow: auto; font-size: .8rem }
.pictures figure { margin: 0 0 1rem 1.4rem } .pictures p { margin-inline-start: 1.4rem } .pictures img { display: block; max-width: 100%; border: 1px solid var(--line) }
`

const print = `
@page { size: A4; margin: 11mm 12mm }
@media print { :root { font-size: 8.8pt } body { max-width: none; padding: 0; line-height: 1.4 } .languages, .hint, .recorded, .pictures:not(:has(details[open])) { display: none } h2 { margin: .7rem 0 .25rem; break-after: avoid } h4 { margin: .45rem 0 .1rem; break-after: avoid }
  header { margin-bottom: .3rem } .verdict { padding: .4rem 1rem } .verdict > svg { width: 3rem; height: 3rem } .verdict h1 { font-size: 1.9rem } .about { margin-top: .4rem } article { padding: .5rem .8rem } .call { margin-top: .4rem; padding: .35rem .7rem }
  .fine { margin-top: .35rem } tr, figure, .call, li, pre { break-inside: avoid } li + li { margin-top: .1rem } pre { padding: .25rem .5rem } .path svg { min-width: 0 } .box, .flag, .verdict { print-color-adjust: exact }
  summary { padding: .08rem 0 } .checks > details > summary::before { content: none } .checks > details:not([open]) > summary { break-inside: avoid } footer { margin-top: .7rem; font-size: .85em } .pictures img { max-height: 90mm } .recorded pre { max-height: none } }
@media (max-width: 40rem) { body { padding: .75rem } .verdict h1 { font-size: 1.9rem } .verdict > svg { width: 2.5rem; height: 2.5rem } .checks > details > summary { flex-wrap: wrap } .checks summary h3 { flex: 1 1 8rem } td:first-child { width: 4.5rem } td:last-child { width: 6rem } td code { font-size: .75rem } th { overflow-wrap: normal } }
`

export const htmlStyle = colours + language + text + parts + picture + folded + print
