/**
 * Windows removes no library that a process has loaded, and none can be unloaded whose code still runs. So a child of the executable
 * waits for this program's end, removes the folder and ends; it also does where this program is killed.
 */

import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { basename, dirname } from 'node:path'
import { removePatiently } from './temporary-folder.ts'

/** The first argument by which the executable tells itself to be that child; nobody else uses it. */
export const REMOVE_ARGUMENT = '--internal-remove'

/** Of the temporary folder of a library that is not kept. */
export const LIBRARY_FOLDER_PREFIX = 'terminal-preflight-library-'

/** Where no child may start, the folder stays until a later start sweeps it. */
export function removeWhenWeEnd(folder: string): void {
  try {
    const child = spawn(process.execPath, [REMOVE_ARGUMENT, folder], {
      // Its standard input ends when this process does, however that comes about.
      stdio: ['pipe', 'ignore', 'ignore'],
      // Of a console of its own, which is not shown: it outlives the one whose window is closed.
      detached: true,
      windowsHide: true,
    })
    child.on('error', () => {})
    child.unref()
    const { stdin } = child
    stdin?.on('error', () => {})
    if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  } catch {
    // Forbidden: see above.
  }
}

/** In the child. Removes nothing but a folder of the kind that this program makes for a library. */
export async function removeFolderOfParent(folder: string | undefined): Promise<void> {
  if (folder === undefined || dirname(folder) !== tmpdir() || !/^[A-Za-z0-9]{6}$/.test(nameBehindPrefix(folder))) return
  for await (const _ of process.stdin);
  await removePatiently(folder)
}

function nameBehindPrefix(folder: string): string {
  const name = basename(folder)
  return name.startsWith(LIBRARY_FOLDER_PREFIX) ? name.slice(LIBRARY_FOLDER_PREFIX.length) : ''
}
