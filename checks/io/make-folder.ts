import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder, and those above it that are missing. Node's own `recursive` tries for ever where a folder is there and takes no other one
 * (`mkdir('/proc/x')` is ENOENT), and a run would never end.
 * @throws what the disk says
 */
export async function makeFolder(path: string, mode = 0o700): Promise<void> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolder(dirname(path), mode)
      await mkdir(path, { mode }).catch((again: NodeJS.ErrnoException) => {
        // Somebody else was faster.
        if (again.code !== 'EEXIST') throw again
      })
      return
    }
    // A drive, and a folder that is there, answer each in a way of their own (EEXIST, EPERM, EISDIR, EROFS).
    if (!(await isFolder(path))) throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
