import { writeFileSync } from 'node:fs'
import { startDesk } from '../support/desk.ts'
import { askFor, answerTo, put } from '../support/bundles.ts'
import { startPageBrowser } from '../../report/page-browser.ts'
import { browse, picture, violationsIn } from './browse.ts'
const running = await startDesk({ options: { openDoor: true } })
const a = await answerTo((await askFor(running)).file, { scenario: 'path-two-faults' })
await put(running.url, a)
const askedB = await askFor(running)
const b = await answerTo(askedB.file, { scenario: 'dns-hosts-override' })
await put(running.url, b)
const open = await askFor(running, { case: 'INC777' })
const cookie = (await running.logOn('admin')).replace('__Host-session=', '')
const browser = await startPageBrowser()
const paths: [string, string][] = [['bundle', `/bundles/${a.sha256}`], ['diff', `/diff?a=${a.sha256}&b=${b.sha256}`], ['requests', '/requests'], ['new', '/requests/new'], ['request', `/requests/${open.record.id}`], ['caller', new URL(open.link).pathname], ['code', '/code'], ['accounts', '/accounts'], ['audit', '/audit'], ['log-on', '/log-on']]
for (const [name, path] of paths) for (const [look, wish] of [['desk', {}], ['phone', { width: 390 }], ['dark', { theme: 'dark' }]] as const) {
  if (process.argv[2] && !process.argv[2].split(',').includes(name)) continue
  const lang = look === 'phone' ? 'zh-HK' : 'en'
  const session = name === 'log-on' || name === 'caller' ? {} : { session: cookie }
  const view = await browse(browser, `${running.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, { ...session, ...wish })
  if (look === 'dark') await view.evaluate('document.querySelectorAll("details").forEach((each)=>{each.open=true})')
  writeFileSync(`/tmp/shots/w-${name}-${look}.png`, await picture(view))
  console.log(name, look, await view.evaluate('document.documentElement.scrollWidth'), view.complaints.join('|'), (await violationsIn(view)).join('\n   '))
  await view.close()
}
await browser.close()
await running.close()
