/** Who did something, where it was no account: accounts/names.ts keeps these names free. */

import type { Language } from '../../checks/text.ts'

const words: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'command line': { en: 'command line', 'zh-HK': '命令列' },
  helpdesk: { en: 'this service', 'zh-HK': '本服務' },
  retention: { en: 'retention', 'zh-HK': '保留期限' },
  nobody: { en: 'not logged on', 'zh-HK': '未登入者' },
}

/** @param who as the audit log and requests keep it */
export function whoText(who: string, language: Language): string {
  return Object.hasOwn(words, who) ? (words[who]?.[language] ?? who) : who
}
