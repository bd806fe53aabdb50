import { type ThirdPartyText, thirdPartyText } from '../about/third-party.ts'
import { noInputError, usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { tell } from '../cli/told.ts'
import { type Command, type CommandDoors, type Given, printLines } from './command.ts'
import { commandWords } from './mistake-words.ts'

/** What prints something else in its place; both spellings of the first are right somewhere. */
const others = ['licences', 'licenses', 'sbom', 'json'] as const

/** What this program is, and by which keys others know this PC and this PC knows others. It makes none. */
export const about: Command = {
  flags: { licences: { takes: 'nothing' }, licenses: { takes: 'nothing' }, sbom: { takes: 'nothing' }, json: { takes: 'nothing' } },
  takes: [],
  async run(given, doors) {
    const [asked, also] = others.filter((flag) => given.isOn(flag))
    if (also !== undefined) return usageError(tell(commandWords.oneEach, { one: asked ?? '', other: also }))
    if (asked === 'sbom') return printText('sbom.cdx.json', doors)
    if (asked === 'licences' || asked === 'licenses') return printText('third-party-licences.txt', doors)
    return printAbout(given, doors)
  },
  help: {
    en: `Says what this program is, and by which keys it and this PC are known.

  terminal-preflight about [flags]

  --licences            the licences of the works of others that are in it
                        (--licenses too)
  --sbom                the list of them, as CycloneDX 1.6 (JSON)
  --json                what about says, as JSON
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  printed            66  run from its sources: there are no such texts
`,
    'zh-HK': `說明本程式為何，以及本程式與本電腦以哪些密碼匙為人所識。

  terminal-preflight about [選項]

  --licences            內含他人作品的授權條款（--licenses 亦可）
  --sbom                以上作品的清單，CycloneDX 1.6 格式 (JSON)
  --json                以 JSON 輸出 about 的內容
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  已輸出             66  直接由原始碼執行：沒有上述內容
`,
  },
}

async function printAbout(given: Given, { io, terminal, dataFolder }: CommandDoors) {
  const { gather } = await import('../about/about.ts')
  const gathered = await gather({ io, dataFolder })
  if (given.isOn('json')) {
    const { jsonText } = await import('../output/write.ts')
    terminal.stdout.write(jsonText(gathered.about))
  } else {
    const [{ aboutLines }, { wrapped }] = await Promise.all([import('../about/lines.ts'), import('../report/wrap.ts')])
    printLines(terminal, wrapped(aboutLines(gathered, given.language), terminal))
  }
  return exitCodes.ready
}

/** As it is: a licence's lines are its author's, and what reads the list reads JSON. */
async function printText(name: ThirdPartyText, { terminal }: CommandDoors) {
  const text = await thirdPartyText(name)
  if (text === null) return noInputError(tell(commandWords.fromSources, { name }))
  terminal.stdout.write(text)
  return exitCodes.ready
}
