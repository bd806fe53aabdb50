/** What the commands of requests print. */

import type { Language } from '../../checks/text.ts'
import { TYPED } from '../typed.ts'

type Words = Readonly<Record<'file' | 'link' | 'what' | 'stillOpen' | 'withdrawn' | 'already' | 'none' | 'signing' | 'encryption', string>>

export const requestCommandWords: Readonly<Record<Language, Words>> = {
  en: {
    file: 'Request file: {path}',
    link: 'Link for the caller, until {time} Hong Kong time:',
    what: 'Send the link to the person at the terminal, or have the file dragged onto the program there; whoever has either can answer, and the link is not shown again.',
    stillOpen: `the request whose file this one replaces is still open: {id}. To take it back: ${TYPED} request withdraw {id}{data}`,
    withdrawn: 'Withdrawn: nothing is taken for it any more.',
    already: 'It was withdrawn before.',
    none: 'There are no requests.',
    signing:
      'Give this to terminals as trust/helpdesk.pem in the machine’s own folder, or build it in: npm run package -- --trust helpdesk.pem. Its fingerprint: {fingerprint}',
    encryption:
      'Bundles without a request are encrypted to it: encryptTo: helpdesk-encryption.pem under upload in site.yaml, or --encrypt-to. Its fingerprint: {fingerprint}',
  },
  'zh-HK': {
    file: '要求檔案：{path}',
    link: '給來電者的連結，有效期至 {time} 香港時間：',
    what: '把連結傳送給終端機前的人，或請對方把檔案拖放到程式上；持有任何一項的人均可回應，而連結不會再次顯示。',
    stillOpen: `被取代的檔案所屬的要求仍在等候中：{id}。如要撤回：${TYPED} request withdraw {id}{data}`,
    withdrawn: '已撤回：不會再接收任何回應。',
    already: '此要求早已撤回。',
    none: '沒有要求。',
    signing:
      '請把此證書放到終端機的電腦專用資料夾，命名為 trust/helpdesk.pem，或在建立程式時加入：npm run package -- --trust helpdesk.pem。指紋：{fingerprint}',
    encryption:
      '沒有要求時，資料包以此證書加密：在 site.yaml 的 upload 下寫 encryptTo: helpdesk-encryption.pem，或使用 --encrypt-to。指紋：{fingerprint}',
  },
}
