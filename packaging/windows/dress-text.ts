/** What the file's properties in Windows say of it, in each language. */

export interface FileWords {
  /** The name that Task Manager, the firewall and a prompt for administrator rights show. */
  readonly description: string
  readonly copyright: string
  readonly comments: string
}

export const fileWords: Readonly<Record<'en' | 'zh-HK', FileWords>> = {
  en: {
    description: 'Terminal Preflight: checks whether this terminal reaches CCASS, DMS and CCMS',
    copyright: 'The authors of Terminal Preflight. Apache License 2.0. Holds Node.js and other works: terminal-preflight about',
    comments: "Not HKEX's software.",
  },
  'zh-HK': {
    description: 'Terminal Preflight：檢查本終端機能否連接 CCASS、DMS 及 CCMS',
    copyright: 'Terminal Preflight 作者。按 Apache License 2.0 授權。內含 Node.js 及其他軟件，詳見 terminal-preflight about。',
    comments: '並非香港交易所的軟件。',
  },
}
