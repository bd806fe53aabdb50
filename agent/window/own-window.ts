/** The window of a double-click: Windows opens it for this program alone, and takes it away when the program ends. */

import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { commandNames } from '../cli/command-names.ts'

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

/** Undefined where nobody watches or somebody wrote a command line, and on other systems, whose terminals stay. */
export function ownWindow(): OwnWindow | undefined {
  const { stdin, stdout, platform, argv } = process
  if (platform !== 'win32' || !stdin.isTTY || !stdout.isTTY || !isClick(argv.slice(2))) return undefined
  let own: Promise<boolean> | undefined
  return {
    isOwn: () => {
      // Where no native library may ask Windows, a key too many is better than no answer to read.
      own ??= import('../../checks/io/windows/console.ts').then(async ({ isAloneInConsole }) => (await isAloneInConsole()) ?? true)
      return own
    },
    open: async (path) => (await import('../../checks/io/windows/console.ts')).openOnDesktop(path),
    askLine: async (question) => (await import('../identity/ask.ts')).askLine(question, { input: stdin, output: stdout }),
    hold: () => hold(stdin),
  }
}

/**
 * A click gives nothing, and a file that is dropped onto the program gives its path. Flags and commands come from a script or a task, which has a
 * console of its own too, and would wait for a key for ever.
 */
export function isClick(argv: readonly string[]): boolean {
  return argv[0] !== 'run' && !commandNames.includes(argv[0] ?? '') && argv.every((token) => !token.startsWith('-') && token !== '/?')
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
