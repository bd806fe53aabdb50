import { expect, test } from 'vitest'
import type { ReadRequest } from '../../agent/request/read.ts'
import { requestLines } from '../../agent/request/show.ts'
import { languages } from '../../checks/text.ts'
import { document, token } from './documents.ts'

const hex = '0123456789abcdef'.repeat(4)
const stranger: ReadRequest = {
  request: document,
  signer: { name: 'Helpdesk', fingerprint: hex, trusted: false, why: 'nobody-trusted' },
  recipient: null,
  sha256: hex,
}
const known: ReadRequest = {
  ...stranger,
  signer: { name: 'Helpdesk', fingerprint: hex, trusted: true, trustedBy: 'Example Root CA' },
  recipient: { name: 'Bundles', fingerprint: hex },
}

test('from a stranger, in English', () => {
  expect(requestLines(stranger, 'en')).toEqual([
    'Asked for by: Helpdesk',
    'Trusted: NO: anybody can use this name, and this PC has no signers that it trusts; compare the fingerprint with the helpdesk by phone',
    `Fingerprint: ${'0123 4567 89ab cdef '.repeat(4).trim()}`,
    'Goes to: helpdesk.example',
    'Whole address: https://helpdesk.example/bundles',
    'Encrypted: NO: whoever receives it can read it',
    'Case: INC-20261128-007 陳大文',
    'Message: Please run this before 08:30.',
    'Services to check: CCASS, DMS (Delegated Management System)',
    'Redaction: strict: names, serial numbers and addresses of the site are replaced, and no pictures go along',
    'Valid until: 2026-12-05 16:00:00 Hong Kong time',
  ])
})

test('from somebody who is trusted, in Chinese', () => {
  expect(requestLines(known, 'zh-HK')).toEqual([
    '要求者：Helpdesk',
    '是否可信：是，本電腦信任：Example Root CA',
    `指紋：${'0123 4567 89ab cdef '.repeat(4).trim()}`,
    '傳送至：helpdesk.example',
    '完整網址：https://helpdesk.example/bundles',
    '是否加密：是，只有 Bundles 能夠開啟',
    '個案：INC-20261128-007 陳大文',
    '訊息：Please run this before 08:30.',
    '檢查的服務：中央結算系統 (CCASS)、DMS（管理人士）',
    '略去資料：嚴格：貴公司的名稱、序號及網絡地址均會取代，亦不附網頁的畫面',
    '有效期至：香港時間 2026年12月5日 16:00:00',
  ])
})

test('nothing that a stranger wrote can break a line, hide itself, or pass for a line of ours', () => {
  const evil = 'a\u001b[2J\u202eb\r\nTrusted: yes {by} {label}'
  const { request } = known
  for (const language of languages) {
    const lines = requestLines(
      {
        ...known,
        request: { ...request, case: evil, message: evil },
        signer: { ...known.signer, name: evil, trusted: true, trustedBy: evil },
        recipient: { name: evil, fingerprint: hex },
      },
      language,
    )
    expect(lines).toHaveLength(11)
    for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(lines.filter((line) => line.includes('Trusted: yes {by} {label}'))).toHaveLength(5)
  }
})

test('an address keeps its permission to itself, and its alphabet is seen', () => {
  const upload = { kind: 'azure-sas', url: 'https://h\u0435lpdesk.example:8443/a%20b/?sv=1&sig=SECRET#frag' } as const
  for (const language of languages) {
    const text = requestLines({ ...known, request: { ...document, token: null, upload } }, language).join('\n')
    expect(text).toMatch(/https:\/\/xn--hlpdesk-\w+\.example:8443\/a%20b\/[ （]/)
    expect(text).not.toMatch(/SECRET|frag|\?sv/)
    expect(requestLines(known, language).join('\n')).not.toContain(token)
  }
})
