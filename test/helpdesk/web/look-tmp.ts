import { mkdirSync, writeFileSync } from 'node:fs'
import { browse, picture, violationsIn } from '/work/main/test/helpdesk/web/browse.ts'
import { bundleRow, digestOf, judgedOtherwise, NOW_MS, notReady, requestRow, startLists } from '/work/main/test/helpdesk/web/lists-desk.ts'
import { startPageBrowser } from '/work/main/test/report/page-browser.ts'

const lists = await startLists()
const { index, url } = lists
const MIN = 60000
if (process.argv[2] !== 'empty') {
  await index.add(
    notReady(1, {
      receivedMs: NOW_MS - 30_000,
      caseName: 'INC123',
      hostName: 'CCASS-TERMINAL-07',
      origin: { kind: 'changed-key', before: digestOf('other'), sinceMs: NOW_MS - 400 * 86400000 },
    }),
  )
  await index.add(
    judgedOtherwise(2, {
      receivedMs: NOW_MS - 8 * MIN,
      caseName: 'INC124',
      terminal: digestOf('t2').slice(0, 32),
      hostName: 'HK-OPS-22',
      origin: { kind: 'trusted', by: 'IT CA' },
    }),
  )
  await index.add(
    bundleRow(3, {
      receivedMs: NOW_MS - 3 * 60 * MIN,
      terminal: digestOf('t3').slice(0, 32),
      hostName: 'DMS-01',
      origin: { kind: 'first-sight' },
      kind: 'encrypted',
    }),
  )
  await index.add(
    bundleRow(4, {
      receivedMs: NOW_MS - 30 * 60 * MIN,
      caseName: 'x'.repeat(100),
      terminal: digestOf('t3').slice(0, 32),
      hostName: '<script>alert(1)</script>' + '‮evil' + '💥'.repeat(20) + 'W'.repeat(200),
      judged: { outcome: 'same', verdict: 'undetermined', rules: 'r', causes: [] },
      said: { verdict: 'undetermined', rules: 'r', causes: [] },
    }),
  )
  for (let i = 5; i < 20; i++) await index.add(bundleRow(i, { receivedMs: NOW_MS - i * 24 * 60 * MIN, caseName: i % 3 ? 'INC123' : null }))
  await index.addRequest(requestRow(1))
  await index.addRequest(requestRow(2, { revokedMs: NOW_MS }))
}
const browser = await startPageBrowser()
const session = await lists.logOn('admin')
mkdirSync('/tmp/shots', { recursive: true })
for (const [name, path] of [
  ['inbox', '/'],
  ['filtered', '/?verdict=not-ready&q=hosts'],
  ['nothing', '/?q=zzzz'],
  ['terminal', `/terminals/${digestOf('terminal').slice(0, 32)}`],
  ['case', '/cases/INC123'],
  ['bad', '/?verdict=x'],
] as const) {
  for (const [look, wish] of [
    ['desk', {}],
    ['phone', { width: 390 }],
    ['dark', { theme: 'dark' }],
  ] as const) {
    const lang = look === 'phone' ? 'zh-HK' : 'en'
    const view = await browse(browser, `${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { session, ...wish })
    writeFileSync(`/tmp/shots/${process.argv[2] ?? ''}${name}-${look}.png`, await picture(view))
    console.log(
      name,
      look,
      await view.evaluate('document.documentElement.scrollWidth'),
      view.complaints.join('|'),
      (await violationsIn(view)).join('\n   '),
    )
    await view.close()
  }
}
await browser.close()
await lists.close()
