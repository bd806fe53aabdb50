/** The window of a double-click: Windows opens it for this program alone, and takes it away when the program ends. */

import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

export interface OwnWindow {
  /** False in a command prompt, a script, a scheduled task. Asked once; it loads the native library. */
  isOwn(): Promise<boolean>
  /** Opens a file as a double-click on it would. False where that can't be done. */
  open(path: string): Promise<boolean>
  /** A line that the person types; undefined where the person ends it instead. */
  askLine(question: string): Promise<string | undefined>
  /** Waits until a key is pressed. */
  hold(): Promise<void>
}

/** What was typed while the checks ran is no answer to "press any key". */
const DEAF_MS = 300

/** Undefined where nobody watches, and on other systems, whose terminals stay. */
export function ownWindow(): OwnWindow | undefined {
  const { stdin, stdout, platform } = process
  if (platform !== 'win32' || !stdin.isTTY || !stdout.isTTY) return undefined
  let own: Promise<boolean> | undefined
  return {
    isOwn: () => {
      own ??= import('../../checks/io/windows/console.ts').then(({ isAloneInConsole }) => isAloneInConsole()).then(orByArguments)
      return own
    },
    open: async (path) => (await import('../../checks/io/windows/console.ts')).openOnDesktop(path),
    askLine: async (question) => (await import('../identity/ask.ts')).askLine(question, { input: stdin, output: stdout }),
    hold: () => hold(stdin),
  }
}

/** Where no native library may ask Windows: whoever double-clicks gives no arguments, and a key too many is better than no answer to read. */
function orByArguments(alone: boolean | undefined): boolean {
  return alone ?? process.argv.length <= 2
}

async function hold(stdin: typeof process.stdin): Promise<void> {
  stdin.setRawMode(true)
  stdin.resume()
  await wait(DEAF_MS)
  while (stdin.read() !== null);
  await once(stdin, 'data')
  stdin.setRawMode(false)
  stdin.pause()
}
