import { afterEach, expect, test } from 'vitest'
import { builtInSite, replaceBuiltIn, withBuiltInFiles } from '../../agent/profile/built-in.ts'
import { findSite } from '../../agent/profile/find-site.ts'
import { failure } from '../../checks/failure.ts'
import { realFiles } from '../../checks/io/files.ts'
import type { Io } from '../../checks/io.ts'

/** A PC with these files and no others. */
function pc(platform: NodeJS.Platform, files: Readonly<Record<string, string>>): Pick<Io, 'files' | 'env' | 'platform'> {
  const read: Io['files']['read'] = async (path) =>
    files[path] === undefined ? { failure: failure('file-missing', 'ENOENT') } : { content: Buffer.from(files[path]) }
  return { platform, env: { ProgramData: 'C:\\ProgramData' }, files: { ...realFiles(), read } }
}

const builtIn: Readonly<Record<string, string>> = { [builtInSite]: 'profiles: [ccms]', 'built-in/root.pem': 'a root' }
const put = () => replaceBuiltIn((name) => (builtIn[name] === undefined ? undefined : Buffer.from(builtIn[name])))
afterEach(() => replaceBuiltIn(() => undefined))

test('a site file beside the program or in the machine’s own folder comes before the built-in one, a flag before all', async () => {
  put()
  const beside = { 'C:\\pf\\site.yaml': 'beside' }
  const machine = { 'C:\\ProgramData\\TerminalPreflight\\site.yaml': 'machine' }
  const origin = async (files: Readonly<Record<string, string>>, named: string | null = null) => {
    const found = await findSite(named, 'C:\\pf', withBuiltInFiles(pc('win32', files)))
    return found !== null && 'origin' in found ? [found.origin, found.file] : found
  }
  expect(await origin({})).toEqual(['built-in', builtInSite])
  expect(await origin(beside)).toEqual(['beside-program', 'C:\\pf\\site.yaml'])
  expect(await origin(machine)).toEqual(['machine-folder', 'C:\\ProgramData\\TerminalPreflight\\site.yaml'])
  expect(await origin({ ...beside, 'D:\\mine.yaml': 'mine' }, 'D:\\mine.yaml')).toEqual(['flag', 'D:\\mine.yaml'])
})

test('built-in files are read by their names, in the PC’s spelling too, within the bound, and nothing on a disk stands in for them', async () => {
  put()
  const { files } = withBuiltInFiles(pc('win32', { 'built-in\\root.pem': 'planted', 'built-in\\other.pem': 'planted', other: 'own' }))
  expect(await files.read('built-in\\root.pem', 100)).toEqual({ content: Buffer.from('a root') })
  expect(await files.read('built-in/root.pem', 3)).toMatchObject({ failure: { word: 'too-large' } })
  expect(await files.read('built-in\\other.pem', 100)).toMatchObject({ failure: { word: 'file-missing' } })
  expect(await files.read('other', 100)).toEqual({ content: Buffer.from('own') })
})
