import { resolve } from 'node:path'
import { exitCodes } from '../../agent/cli/exit-codes.ts'
import { fingerprint } from '../../agent/cms/trust.ts'
import { wrapped } from '../../agent/report/wrap.ts'
import { inGroups } from '../../agent/request/show.ts'
import { fill } from '../../checks/text.ts'
import { dataFolderAt } from '../data/folder.ts'
import { openKeys } from '../keys/open-keys.ts'
import { keysWarningText } from '../keys/problem-text.ts'
import { dataFlag, type HelpdeskCommand, PROGRAM } from './doors.ts'
import { dataError } from './request-desk.ts'
import { requestCommandWords } from './request-words.ts'

/** Prints what terminals are given: the certificate whose requests they trust, or the one that bundles are encrypted to. */
export const certificate: HelpdeskCommand = {
  flags: { ...dataFlag, encryption: { takes: 'nothing' } },
  takes: [],
  async run(given, { io, terminal, dataFolder }) {
    const { language } = given
    const root = resolve(given.first('data') ?? dataFolder)
    try {
      const keys = await openKeys(dataFolderAt(root).keys, null, io.clock)
      const isForEncryption = given.isOn('encryption')
      const shown = isForEncryption ? keys.encryption : keys.signer.certificates[0]
      const line = requestCommandWords[language][isForEncryption ? 'encryption' : 'signing']
      // Beside the PEM, which goes into a file.
      const lines = wrapped([fill(line, { fingerprint: inGroups(fingerprint(shown)) }, language)], terminal)
      const warnings = keys.warnings.map((warning) => `${PROGRAM}: ${keysWarningText(warning, language)}`)
      terminal.stdout.write(isForEncryption ? keys.encryptionCertificatePem : keys.signingCertificatePem)
      terminal.stderr.write(`${[...lines, ...warnings].join('\n')}\n`)
      return exitCodes.ready
    } catch (error) {
      return dataError(error, given, root)
    }
  },
  help: {
    en: `Prints a certificate of the helpdesk's, in PEM, to be handed to terminals.

  helpdesk certificate [flags] > helpdesk.pem

Without a flag: the one that signs requests. A terminal trusts requests by it
where it lies in trust/ of the machine's own folder, or is built in:
npm run package -- --trust helpdesk.pem

  --encryption          the one that bundles are encrypted to
  --data FOLDER         where the helpdesk keeps everything
  --lang LANGUAGE       en or zh-HK
  --help                print this

IT's own keys: lay signing.p12 or encryption.p12 into keys/ of the data folder,
its password as the first line of signing.password or encryption.password.
`,
    'zh-HK': `以 PEM 顯示支援台的證書，供分發至終端機。

  helpdesk certificate [選項] > helpdesk.pem

不加選項：簽署要求的證書。把它存放於電腦專用資料夾的 trust/，或在建立程式時
加入，終端機便信任以它簽署的要求：
npm run package -- --trust helpdesk.pem

  --encryption          資料包加密所用的證書
  --data 資料夾         支援台存放所有資料的地方
  --lang 語言           en 或 zh-HK
  --help                顯示本說明

使用公司自己的密碼匙：把 signing.p12 或 encryption.p12 放入支援台資料夾的
keys/，密碼寫在 signing.password 或 encryption.password 的第一行。
`,
  },
}
