import stringWidth from 'string-width'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { printable } from '../../agent/cli/quote.ts'
import { printLines } from '../../agent/commands/command.ts'
import { jsonText } from '../../agent/output/write.ts'
import type { Language } from '../../checks/text.ts'
import type { RequestRow } from '../index/rows.ts'
import { encryptionOf } from '../requests/encryption.ts'
import { stateOf } from '../requests/row.ts'
import { requestWords } from '../requests/words.ts'
import { shortTime } from '../web/times.ts'
import { dataFlag, type HelpdeskCommand } from './doors.ts'
import { overData } from './request-desk.ts'
import { requestCommandWords } from './request-words.ts'

/** The newest; older ones are found by their case. */
const MOST_ROWS = 1000

/** What was asked for, and what became of it. */
export const requestList: HelpdeskCommand = {
  flags: {
    ...dataFlag,
    open: { takes: 'nothing' },
    case: { takes: 'value', repeatable: false, wants: 'the name of a case' },
    json: { takes: 'nothing' },
  },
  takes: [],
  async run(given, doors) {
    const { terminal } = doors
    const caseName = given.first('case')
    return overData(given, doors, async ({ index, records, clock }) => {
      const nowMs = clock.wallMs()
      const filter = { nowMs, ...(given.isOn('open') ? { open: true as const } : {}), ...(caseName === null ? {} : { caseName }) }
      const rows = await index.requests(filter, MOST_ROWS)
      if (given.isOn('json')) {
        const encryption = await encryptionOf(rows, records)
        terminal.stdout.write(jsonText(rows.map((row) => ({ ...plain(row, nowMs), encrypted: encryption.get(row.id) ?? null }))))
      } else if (rows.length === 0) printLines(terminal, [requestCommandWords[given.language].none])
      else
        printLines(
          terminal,
          rows.map((row) => line(row, nowMs, given.language)),
        )
      return exitCodes.ready
    })
  },
  help: {
    en: `Lists requests, the newest first: id, state, until when (Hong Kong time), case.

  helpdesk request list [flags]

  --open                those that still wait for a bundle
  --case CASE           those of one case
  --json                as JSON
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this
`,
    'zh-HK': `列出要求（最新者在前）：編號、狀態、有效期（香港時間）、個案。

  helpdesk request list [選項]

  --open                只列出仍在等候資料包的要求
  --case 個案           只列出一個個案的要求
  --json                以 JSON 輸出
  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明
`,
  },
}

function line(row: RequestRow, nowMs: number, language: Language): string {
  const { states } = requestWords[language]
  const width = Math.max(...Object.values(states).map((state) => stringWidth(state)))
  const state = states[stateOf(row, nowMs)]
  const padded = `${state}${' '.repeat(width - stringWidth(state))}`
  return [row.id, padded, shortTime(row.expiresMs), printable(row.case)].join('  ')
}

/** Digests of secrets are nobody's business. */
function plain({ tokenSha256: _token, linkSha256: _link, createdMs, expiresMs, revokedMs, claimedBy, ...rest }: RequestRow, nowMs: number) {
  return {
    ...rest,
    state: stateOf({ claimedBy, revokedMs, expiresMs }, nowMs),
    created: new Date(createdMs).toISOString(),
    expires: new Date(expiresMs).toISOString(),
    withdrawn: revokedMs === null ? null : new Date(revokedMs).toISOString(),
    bundle: claimedBy,
  }
}
