/** A signature's state in one or two words, and in a line that says what follows from it. */

import type { Origin } from '../../agent/bundle/verify.ts'
import type { Language } from '../../checks/text.ts'

type OriginWords = Readonly<Record<Origin['kind'], string>>

export const originWords: Readonly<Record<Language, OriginWords>> = {
  en: {
    trusted: 'Trusted',
    known: 'Known',
    'first-sight': 'First seen',
    'changed-key': 'KEY CHANGED',
    'not-trusted': 'Not proven',
    'cannot-tell': 'Not proven',
  },
  'zh-HK': {
    trusted: '可信',
    known: '已知',
    'first-sight': '首次見到',
    'changed-key': '密碼匙已更改',
    'not-trusted': '未經證實',
    'cannot-tell': '未經證實',
  },
}

export const originLines: Readonly<Record<Language, OriginWords>> = {
  en: {
    trusted: 'A certificate that you trust vouches for this key.',
    known: 'The same key as in this terminal’s earlier bundles. Nobody has vouched for it.',
    'first-sight': 'The first bundle with this key. Nothing proves yet where it came from.',
    'changed-key': 'This terminal signed with another key before. Ask there before you believe this bundle.',
    'not-trusted': 'No certificate that you trust vouches for this key.',
    'cannot-tell': 'It can’t be told whether this key is known.',
  },
  'zh-HK': {
    trusted: '您所信任的證書可證明此密碼匙。',
    known: '與此終端機較早的資料包使用同一密碼匙，但沒有人證明過它。',
    'first-sight': '首個使用此密碼匙的資料包，來源暫時未經證實。',
    'changed-key': '此終端機之前以另一密碼匙簽署。請先向對方查證，才採信此資料包。',
    'not-trusted': '您所信任的證書均不能證明此密碼匙。',
    'cannot-tell': '未能得知此密碼匙是否已知。',
  },
}
