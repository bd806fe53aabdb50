/** One line for each reason not to encrypt to a certificate, in both languages. */

import { hongKongTime } from '../../checks/hong-kong-time.ts'
import { fill, type Language } from '../../checks/text.ts'
import { timeInText } from '../report/time-text.ts'
import type { RecipientProblem } from './recipient.ts'

/** Each completes "FILE: …". */
export const recipientTexts: Readonly<Record<Language, Readonly<Record<RecipientProblem['code'], string>>>> = {
  en: {
    'too-large': 'is larger than {kib} KiB, so it is no certificate; name the helpdesk’s encryption certificate',
    'private-key':
      'holds a private key, which nobody but its owner should have; ask the helpdesk for the certificate alone, and tell them that their key got out',
    'not-a-certificate': 'is no X.509 certificate; name one in PEM or DER (.pem, .crt, .cer)',
    damaged: 'is a certificate that was cut or damaged on its way; ask the helpdesk to send it again as an attachment',
    unsupported: 'is a certificate with a critical extension that this program does not know; ask the helpdesk for one without',
    several: 'holds {count} certificates; name a file that holds the encryption certificate alone, and name several files one by one',
    'not-rsa': 'has no RSA key that can be encrypted to (EC and RSA-PSS can’t); ask the helpdesk for a certificate with an RSA key',
    'weak-key': 'has an RSA key of {bits} bits; ask the helpdesk for a certificate whose key has {least} or more',
    authority:
      'is the certificate of an authority, which issues others; ask the helpdesk for their own encryption certificate (CA:FALSE, or keyUsage keyEncipherment)',
    'no-key-encipherment':
      'is not for encryption: its keyUsage lacks keyEncipherment; ask the helpdesk for their encryption certificate, not the one for signatures',
    'other-purpose':
      'is for something else than encryption ({purposes}); ask the helpdesk for a certificate whose extendedKeyUsage has emailProtection or document encryption, or none at all',
    'signing-key': 'has the key that also signs; ask the helpdesk for a certificate with a key of its own for encryption',
    'not-yet-valid':
      'is not valid before {validFrom} Hong Kong time; it is {now} by this PC’s clock. If that clock is right, ask the helpdesk for another one; else set the clock',
    expired:
      'expired at {validTo} Hong Kong time; it is {now} by this PC’s clock. If that clock is right, ask the helpdesk for a new one; else set the clock',
  },
  'zh-HK': {
    'too-large': '大於 {kib} KiB，不會是證書；請指明支援人員的加密證書',
    'private-key': '內有私人密碼匙，除持有人外不應外傳；請支援人員只發證書，並告知其密碼匙已外洩',
    'not-a-certificate': '並非 X.509 證書；請指明 PEM 或 DER 格式的證書（.pem、.crt、.cer）',
    damaged: '是不完整或在傳送途中損壞的證書；請支援人員以附件形式重新發送',
    unsupported: '內有本程式不認識的關鍵擴充項目（critical extension）；請支援人員另發一張沒有該項目的證書',
    several: '內有 {count} 張證書；請指明只含加密證書的檔案，如有多張請逐一指明',
    'not-rsa': '沒有可供加密的 RSA 密碼匙（EC 及 RSA-PSS 均不可用）；請支援人員另發一張使用 RSA 密碼匙的證書',
    'weak-key': '的 RSA 密碼匙只有 {bits} 位元；請支援人員另發一張密碼匙達 {least} 位元或以上的證書',
    authority: '是用以簽發其他證書的發證機構證書；請支援人員發來其加密證書（CA:FALSE，或 keyUsage 含 keyEncipherment）',
    'no-key-encipherment': '並非供加密之用：其 keyUsage 沒有 keyEncipherment；請支援人員發來加密證書，而非簽署證書',
    'other-purpose':
      '並非供加密之用，而是作其他用途（{purposes}）；請支援人員另發一張證書，其 extendedKeyUsage 須含 emailProtection 或文件加密，或完全不設',
    'signing-key': '的密碼匙同時用於簽署；請支援人員另發一張證書，並以另一密碼匙供加密之用',
    'not-yet-valid': '於香港時間 {validFrom} 才生效；本電腦的時鐘現為 {now}。若時鐘無誤，請支援人員另發一張；否則請先校正時鐘',
    expired: '已於香港時間 {validTo} 到期；本電腦的時鐘現為 {now}。若時鐘無誤，請支援人員另發一張；否則請先校正時鐘',
  },
}

const times: readonly string[] = ['validFrom', 'validTo', 'now']

export function recipientProblemText({ code, args }: RecipientProblem, language: Language): string {
  const shown = Object.entries(args).map(([name, value]) => [
    name,
    times.includes(name) ? timeInText(hongKongTime(Date.parse(value)), language) : value,
  ])
  return fill(recipientTexts[language][code], Object.fromEntries(shown), language)
}
