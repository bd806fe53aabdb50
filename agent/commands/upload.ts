import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill } from '../../checks/text.ts'
import { isUserError, usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { ofFlag } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { answerText } from '../delivery/answer-text.ts'
import { spoolIn } from '../delivery/send.ts'
import { deliveryWords } from '../delivery/words.ts'
import { loadConfiguration } from '../profile/load.ts'
import { readProxy } from '../profile/readers.ts'
import { timeInText } from '../report/time-text.ts'
import { onCommand, sendSpooled } from '../spool/send-spooled.ts'
import type { Answer } from '../upload/answer.ts'
import { shownAddress } from '../upload/secrets.ts'
import { uploadWords } from '../upload/words.ts'
import { type Command, printLines } from './command.ts'

/** Sends what earlier runs kept. Each was agreed to when it was kept. */
export const upload: Command = {
  flags: {
    list: { takes: 'nothing' },
    site: { takes: 'value', repeatable: false, wants: 'the name of a site file' },
    proxy: { takes: 'value', repeatable: false, wants: 'system, direct, http://host:port or pac+http://…' },
  },
  takes: [],
  async run(given, { io, terminal, dataFolder, programFolder }) {
    const { language } = given
    const words = deliveryWords[language]
    const written = given.first('proxy')
    const proxy = written === null ? { value: null } : readProxy(written)
    if ('problem' in proxy) return usageError(ofFlag('--proxy', proxy.problem))
    const site = given.first('site')
    const configuration = await loadConfiguration(
      { profiles: [], site, resolvers: {}, proxy: proxy.value, browser: null, smartcard: null, roots: [] },
      programFolder,
      io,
    )
    if (isUserError(configuration)) return configuration
    const spool = spoolIn(dataFolder)
    const { items, damaged, failure } = await spool.list()
    if (failure !== null) {
      terminal.stderr.write(`terminal-preflight: ${fill(words.unreadable, { reason: failure.code }, language)}\n`)
      return exitCodes.uploadKept
    }
    for (const { path, damage } of damaged)
      terminal.stderr.write(
        `terminal-preflight: ${fill(words.damaged, { path: printable(path), why: uploadWords[language].damage[damage] }, language)}\n`,
      )
    if (items.length === 0) {
      if (damaged.length > 0) return exitCodes.uploadKept
      printLines(terminal, [words.nothingWaits])
      return exitCodes.ready
    }
    if (given.isOn('list')) {
      printLines(
        terminal,
        items.map(({ bundle, destination, lastAnswer }) =>
          [
            printable(bundle.name),
            shownAddress(destination),
            ...(lastAnswer === null
              ? []
              : [
                  fill(words.lastTried, { time: timeInText(hongKongTime(Date.parse(lastAnswer.at)), language) }, language),
                  lastAnswer.statusCode === null ? (lastAnswer.cause ?? '') : `HTTP ${lastAnswer.statusCode}`,
                  printable(lastAnswer.reason),
                ]),
          ]
            .filter((part) => part !== '')
            .join('  ')
            .trim(),
        ),
      )
      return exitCodes.ready
    }
    const told = (name: string, answer: Answer, triesLeft: number) => {
      if (answer.kind === 'kept' || triesLeft > 0) return
      const why = answerText(answer, language)
      const line = fill(answer.kind === 'final' ? words.refusedByServer : words.kept, { why }, language)
      terminal.stderr.write(`terminal-preflight: ${printable(name)}: ${line}\n`)
    }
    const { settings } = configuration
    const doors = {
      io,
      proxy: settings.proxy,
      trustedRoots: settings.trustedRoots,
      signal: terminal.interrupted,
      nowMs: () => io.clock.wallMs(),
    }
    const summary = await sendSpooled(spool, doors, onCommand, ({ bundle }, answer, triesLeft) => told(bundle.name, answer, triesLeft))
    printLines(
      terminal,
      summary.kept.map(
        ({ bundle, destination }) =>
          `${printable(bundle.name)}: ${fill(words.sent, { address: printable(shownAddress(destination)) }, language)}`,
      ),
    )
    for (const { item, answer } of summary.ended === 'busy' ? [] : summary.stayed) {
      if (answer !== null) continue
      const line = fill(words.kept, { why: words.untried }, language)
      terminal.stderr.write(`terminal-preflight: ${printable(item.bundle.name)}: ${line}\n`)
    }
    if (summary.ended === 'busy') terminal.stderr.write(`terminal-preflight: ${words.busy}\n`)
    if (terminal.interrupted.aborted) return exitCodes.interrupted
    return summary.stayed.length + summary.damaged.length === 0 ? exitCodes.ready : exitCodes.uploadKept
  },
  help: {
    en: `Sends the bundles that could not be sent before.

  terminal-preflight upload [flags]

  --list                what is kept, where it goes and what the server last said
  --proxy WHICH         system, direct, http://host:port or pac+http://...
  --site FILE           the site file
  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  nothing is kept any more    75  something still is, and why is said
`,
    'zh-HK': `傳送之前未能傳送的資料包。

  terminal-preflight upload [選項]

  --list                列出已保留的資料包、目的地及伺服器上次的回應
  --proxy 設定          system、direct、http://host:port 或 pac+http://...
  --site 檔案           機構設定檔
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  已沒有保留的資料包          75  仍有保留，並說明原因
`,
  },
}
