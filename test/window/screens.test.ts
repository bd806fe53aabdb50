import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../house/tree.ts'
import { readScenario } from '../scenarios/scenario.ts'
import { recordedScreen } from './recorded-screen.ts'

/** Ten faults that wake ten different people, or say ten different things. */
const shown = [
  'network-unplugged',
  'dns-both-silent',
  'dns-hosts-override',
  'path-no-reply',
  'path-large-packets-lost',
  'path-some-addresses',
  'proxy-unreachable',
  'tls-intercepted',
  'clock-ahead',
  'page-forbidden',
] as const

const opening = `# Ten first screens

What somebody sees who double-clicks the program, for ten faults: the verdict, whom to call and what to say. A window has 80 columns and 25 lines; below these stand the report's line and *Press any key*. The site file of these
terminals names made-up contacts. Written by \`npm test -- test/window -u\` from what was recorded on the lab.
`

test('docs/screens.md shows what these ten terminals say', async () => {
  const sections = await Promise.all(
    shown.map(async (name) => {
      const { expected } = await readScenario(name)
      const screens = await Promise.all((['en', 'zh-HK'] as const).map(async (language) => (await recordedScreen(name, language)).lines))
      const blocks = screens.map((lines) => `\`\`\`text\n${lines.map((line) => line.trimEnd()).join('\n')}\n\`\`\``)
      return `## ${expected.does}\n\n${blocks.join('\n\n')}\n`
    }),
  )
  await expect(`${opening}\n${sections.join('\n')}`).toMatchFileSnapshot(join(repository, 'docs/screens.md'))
})
