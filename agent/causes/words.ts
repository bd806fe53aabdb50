import type { Language } from '../../checks/text.ts'

/** The catalogue's own words; those of each cause stand with its check, those of owners and severities with the report. */
export interface CatalogueWords {
  readonly title: string
  readonly intro: readonly string[]
  /** Before a step that a run gives only where it has something for it. */
  readonly sometimes: string
  readonly severity: string
  readonly severities: string
  readonly usually: string
  readonly seeAlso: string
  readonly circular: string
  readonly section: string
  readonly more: string
}

export const catalogueWords: Readonly<Record<Language, CatalogueWords>> = {
  en: {
    title: 'Every cause that this program can name',
    intro: [
      'The texts are without the values of a run: a report names the server, the address and the person to call.',
      'Codes and numbers keep their meaning for ever.',
    ],
    sometimes: 'In some cases: {text}',
    severity: 'How grave',
    severities: '{severity} ({condition})',
    usually: 'Who can usually mend it',
    seeAlso: 'See also, of HKEX',
    circular: '{circular}',
    section: '{section} of the CCASS (CCMS) Terminal Installation Procedures, in Client Connect',
    more: 'One in full: terminal-preflight causes CODE',
  },
  'zh-HK': {
    title: '本程式能夠指出的所有原因',
    intro: ['以下文字不含個別檢查的數值；報告會列出有關的伺服器、地址及應聯絡的人。', '代碼及編號的意思永不改變。'],
    sometimes: '視乎情況：{text}',
    severity: '嚴重程度',
    severities: '{severity}（{condition}）',
    usually: '通常誰可修復',
    seeAlso: '另見香港交易所文件',
    circular: '{circular}',
    section: 'CCASS (CCMS) Terminal Installation Procedures 的 {section}（載於 Client Connect）',
    more: '查看其中一項的全文：terminal-preflight causes 代碼',
  },
}
