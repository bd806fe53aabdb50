import { isUserError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { readRequestFile } from '../delivery/request.ts'
import { wrapped } from '../report/wrap.ts'
import { requestLines } from '../request/show.ts'
import { type Command, printLines } from './command.ts'

/** Shows what a request asks for, and does nothing of it. */
export const request: Command = {
  flags: {},
  takes: ['the name of a request file'],
  async run(given, { io, terminal, programFolder }) {
    const { language } = given
    const warn = (line: string) => void terminal.stderr.write(`terminal-preflight: ${line}\n`)
    const [file = ''] = given.arguments
    const planned = await readRequestFile({ file, origin: 'flag' }, { io, programFolder, language, warn })
    if (isUserError(planned)) return planned
    if (planned !== null) printLines(terminal, wrapped(requestLines(planned, language), terminal))
    return exitCodes.ready
  },
  help: {
    en: `Shows what a helpdesk's request asks for, and does nothing of it.

  terminal-preflight request FILE.preflight-request [--lang en|zh-HK]

To answer it: terminal-preflight --request FILE.preflight-request
`,
    'zh-HK': `顯示支援人員的要求內容，但不會執行。

  terminal-preflight request 檔案.preflight-request [--lang en|zh-HK]

如要回應：terminal-preflight --request 檔案.preflight-request
`,
  },
}
