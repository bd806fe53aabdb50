import { expect, test } from 'vitest'
import { type PageFacts, readHtml } from '../../checks/page/html.ts'

test.each<[string, string, Partial<PageFacts>]>([
  ['a title', '<title> Single\n Sign-On </title><title>Second</title>', { title: 'Single Sign-On', labels: [] }],
  ['entities', '<a>Login&nbsp;with OTP &#8211; Online Functions</a>', { labels: ['Login with OTP – Online Functions'] }],
  [
    'links, buttons, headings',
    '<h1>A</h1><a>B</a><button>C</button><div role="button">D</div><td onclick="x()">E</td><p>no</p>',
    { labels: ['A', 'B', 'C', 'D', 'E'] },
  ],
  [
    'buttons of a form',
    '<form><input type=SUBMIT value="Log on"><input type=image alt="Go"><input name=user value="no"></form>',
    { labels: ['Log on', 'Go'], forms: 1 },
  ],
  ['text in parts', '<a><b>Login</b> with <span>OTP</span></a>', { labels: ['Login with OTP'] }],
  [
    'pictures',
    '<a href=x><img alt="Login with OTP"></a><img alt="Map"><map><area alt="Reports"></map>',
    { labels: ['Login with OTP', 'Map', 'Reports'] },
  ],
  ['spoken names', '<a aria-label="Login with Smartcard"><i></i></a>', { labels: ['Login with Smartcard'] }],
  ['a link’s tip', '<a title="Login with OTP"><img src=x></a>', { labels: ['Login with OTP'] }],
  ['a script in the body’s own tag', '<body onload="go()">', { scripts: 1 }],
  ['one inside another', '<a>Outer <button>Inner</button></a>', { labels: ['Inner', 'Outer Inner'] }],
  ['the same twice', '<a>Help</a><a>Help</a>', { labels: ['Help'] }],
  ['password fields', '<input type=password><INPUT TYPE="Password"><input type="passwords">', { passwordFields: 2 }],
  [
    'scripts, and data that are none',
    '<script>1</script><script type=module></script><script type="text/JavaScript"></script><script type="application/ld+json">{}</script>',
    { scripts: 3 },
  ],
  ['frames', '<iframe src=x></iframe><frameset><frame src=y></frameset>', { frames: 2 }],
  ['a refresh', '<meta http-equiv="REFRESH" content=" 0; url=/next ">', { metaRefresh: '0; url=/next' }],
  [
    'what only a browser without scripts shows',
    '<noscript><meta http-equiv=refresh content="0;url=/no"><a>Switch scripts on</a></noscript><a>Yes</a>',
    { metaRefresh: null, labels: ['Yes'] },
  ],
  ['templates and comments', '<template><input type=password></template><!-- <input type=password> -->', { passwordFields: 0 }],
  ['text of scripts and styles', '<a><style>p{}</style><script>var a="<a>no</a>"</script>Text</a>', { labels: ['Text'] }],
  ['elements that nobody closed', '<title>T</title><a>One<button>Two', { labels: ['Two', 'One Two'] }],
  ['no HTML at all', '\u0000\uffff<<<>>&&&</a></b><!doctype', { title: '', labels: [] }],
  ['nothing', '', { title: '', passwordFields: 0, forms: 0, scripts: 0, frames: 0, labels: [], metaRefresh: null }],
])('%s', async (_name, html, facts) => {
  expect(await readHtml(html)).toMatchObject(facts)
})

test('labels are bounded in number and length', async () => {
  const html = `<a>${'x'.repeat(10_000)}</a>${Array.from({ length: 500 }, (_, at) => `<a>Link ${at}</a>`).join('')}`
  const { labels } = await readHtml(html)
  expect(labels).toHaveLength(100)
  expect(labels[0]).toHaveLength(200)
})

// Read to its end, each of them holds everything else up for some five seconds.
test.each([
  ['elements', '<b>'.repeat(160_000)],
  ['links', '<a><div>'.repeat(60_000)],
  ['elements, and then ends of others', `${'<b>'.repeat(80_000)}${'</i>'.repeat(60_000)}`],
])('what is nested deeper than in any browser is not read on: %s', async (_name, html) => {
  expect(await readHtml(`<title>Deep</title>${html}<input type=password>`)).toMatchObject({ title: 'Deep', passwordFields: 0 })
})
