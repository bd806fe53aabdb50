import { basename } from 'node:path'
import { fileEndings } from '../bundle/format.ts'
import { verifyBundle, verifyExitCode } from '../bundle/verify.ts'
import { verifyLines } from '../bundle/verify-lines.ts'
import { isUserError, noInputError, usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import { mistakeWords } from '../cli/mistake-words.ts'
import { printable } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import { removeHalvesOf } from '../output/leftovers.ts'
import { writeProblem } from '../output/write.ts'
import { wrapped } from '../report/wrap.ts'
import { keyFlags, readBundleFile } from './bundle-file.ts'
import { type Command, printLines } from './command.ts'
import { commandWords } from './mistake-words.ts'

/** Opens an encrypted bundle to a file. What is written was verified first: decryption alone proves nothing of what comes out. */
export const bundleOpen: Command = {
  flags: { ...keyFlags, output: { takes: 'value', repeatable: false, wants: 'the name of the file to write' } },
  takes: ['the name of an encrypted bundle'],
  async run(given, doors) {
    const { io, terminal } = doors
    const [name = ''] = given.arguments
    if (given.first('key') === null) return usageError(tell(commandWords.openNeedsKey))
    const bytes = await readBundleFile(name, given, doors, 'encrypted')
    if (isUserError(bytes)) return bytes
    const verification = await verifyBundle(bytes, [], async () => ({ kind: 'first-sight' }))
    const code = verifyExitCode(verification)
    if (code > 1) {
      printLines({ stdout: terminal.stderr }, wrapped(verifyLines(verification, given.language), terminal))
      return code
    }
    const output = given.first('output') ?? `${basename(name).replace(fileEndings.encrypted, '')}${fileEndings.plain}`
    const written = await io.files.write(output, bytes)
    if ('failure' in written)
      return noInputError(tell(mistakeWords.ofFile, { flag: '--output', name: printable(output), problem: writeProblem(written.failure) }))
    await removeHalvesOf(output)
    printLines(terminal, [printable(output)])
    return exitCodes.ready
  },
  help: {
    en: `Opens a bundle that was encrypted to your certificate.

  terminal-preflight bundle open FILE.preflight.p7m --key KEY.pem [flags]

  --key FILE.pem        the private key of the certificate
  --key-password-file FILE
                        its password; else it is asked for
  --output FILE         where the opened bundle goes (its own name here)
  --lang LANGUAGE       en or zh-HK
  --help                print this

Nothing is written where the bundle inside is not intact. By plain openssl:
  openssl cms -decrypt -inform DER -in FILE.p7m -inkey KEY.pem -out FILE.zip
`,
    'zh-HK': `開啟以您的證書加密的資料包。

  terminal-preflight bundle open 檔案.preflight.p7m --key KEY.pem [選項]

  --key FILE.pem        該證書的私人密碼匙
  --key-password-file 檔案
                        其密碼；否則會提示輸入
  --output 檔案         開啟後的資料包存放位置（預設：此處，沿用原名）
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

如內裏的資料包不完整，不會寫出任何檔案。亦可用 openssl：
  openssl cms -decrypt -inform DER -in 檔案.p7m -inkey KEY.pem -out 檔案.zip
`,
  },
}
