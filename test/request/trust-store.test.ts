import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  administratorsProblem,
  isMachinesOwn,
  type JudgeEntry,
  judgeByMode,
  judgeEntry,
  machinesOwnProblem,
} from '../../agent/request/ownership.ts'
import { inFolder, type TrustedSigners, trustedSigners } from '../../agent/request/trust-store.ts'
import { passedOverLine } from '../../agent/request/trust-text.ts'
import { securityOf } from '../../agent/request/windows-security.ts'
import { failure } from '../../checks/failure.ts'
import { type Injections, injectedIo } from '../../checks/io/injected.ts'
import { realIo } from '../../checks/io/real.ts'
import { folderWith } from '../profile/folder.ts'
import { createRoot } from '../support/certificates.ts'

const notRoot = process.getuid?.() === 0 ? undefined : 'only root can make what belongs to root'
const io = realIo()

let pem: string
let other: string
beforeAll(async () => {
  const made = await Promise.all(['CN=Helpdesk,O=Example', 'CN=Other,O=Example'].map((name) => createRoot({ name })))
  ;[pem, other] = made.map(({ cert }) => cert) as [string, string]
})

const subjects = ({ certificates }: TrustedSigners) => certificates.map(({ subject }) => /CN=(.*)/.exec(subject)?.[1])
const lines = ({ passedOver }: TrustedSigners) => passedOver.map((each) => passedOverLine(each, 'en'))

/** In place of a file: a link to one that is root's as well. */
function symlinkInstead(path: string): void {
  rmSync(path)
  symlinkSync('/etc/passwd', path)
}

describe('a folder of the administrators’', () => {
  const trust = (folder: string) => inFolder(folder, io, judgeByMode)
  const folderOf = (files: Readonly<Record<string, string | Uint8Array>>) => realpathSync(folderWith(files))

  test('every *.pem in it counts, and nothing else', async ({ skip }) => {
    if (notRoot !== undefined) skip(notRoot)
    const folder = folderOf({ 'b.pem': pem, 'A.PEM': `notes\r\n${other.replaceAll('\n', '\r\n')}`, 'c.crt': pem, 'd.pem.bak': pem })
    const trusted = await trust(folder)
    expect(subjects(trusted)).toEqual(['Other', 'Helpdesk'])
    expect(trusted.passedOver).toEqual([])
  })

  test('one that isn’t there, and one without certificates, is nothing to speak of', async () => {
    const folder = folderOf({ 'readme.txt': 'x' })
    for (const path of [folder, join(folder, 'none'), join(folder, 'readme.txt')])
      expect(await trust(path)).toEqual({ certificates: [], fingerprints: [], passedOver: [] })
  })

  test('what is damaged, empty, too large or a folder is one line each, and the others count', async ({ skip }) => {
    if (notRoot !== undefined) skip(notRoot)
    const folder = folderOf({
      'a.pem': pem,
      'cut.pem': pem.slice(0, 200),
      'empty.pem': '',
      'large.pem': `${pem}${'\n'.repeat(65_536)}`,
      'wrong.pem': pem.replace(/[A-Za-z]{8}/, 'AAAAAAAA').replace('MII', 'AII'),
    })
    mkdirSync(join(folder, 'folder.pem'))
    const trusted = await trust(folder)
    expect(subjects(trusted)).toEqual(['Helpdesk'])
    expect(trusted.passedOver.map(({ source, problem: { code } }) => [source.slice(folder.length + 1), code])).toEqual([
      ['cut.pem', 'damaged'],
      ['empty.pem', 'damaged'],
      ['folder.pem', 'unreadable'],
      ['large.pem', 'unreadable'],
      ['wrong.pem', 'damaged'],
    ])
    for (const line of lines(trusted)) expect(line).not.toContain('\n')
  })

  test('more than thirty-two files: those above are passed over, and that is said', async ({ skip }) => {
    if (notRoot !== undefined) skip(notRoot)
    const trusted = await trust(
      folderOf(Object.fromEntries(Array.from({ length: 34 }, (_, index) => [`${String(index).padStart(2, '0')}.pem`, pem]))),
    )
    expect(trusted.certificates).toHaveLength(32)
    expect(lines(trusted)).toEqual([expect.stringMatching(/ names more than 32 signers; those above that are passed over$/)])
  })

  test.each<[name: string, spoil: (folder: string) => void, code: string]>([
    ['a folder that everybody may write to', (folder) => chmodSync(folder, 0o777), 'writable'],
    ['a folder that its group may write to', (folder) => chmodSync(folder, 0o775), 'writable'],
    ['a folder of somebody else', (folder) => chownSync(folder, 65_534, 0), 'owner'],
    ['a folder above that everybody may write to', (folder) => chmodSync(join(folder, '..'), 0o777), 'writable'],
    ['a folder above of somebody else', (folder) => chownSync(join(folder, '..'), 65_534, 0), 'owner'],
    ['a file that everybody may write', (folder) => chmodSync(join(folder, 'a.pem'), 0o666), 'writable'],
    ['a file with the sticky bit, which says nothing of files', (folder) => chmodSync(join(folder, 'a.pem'), 0o1666), 'writable'],
    ['a file of somebody else', (folder) => chownSync(join(folder, 'a.pem'), 65_534, 0), 'owner'],
    ['a link', (folder) => symlinkInstead(join(folder, 'a.pem')), 'link'],
  ])('%s is not trusted', async (_name, spoil, code) => {
    if (notRoot !== undefined) return expect(await judgeByMode(folderOf({}))).toBe('owner')
    const folder = join(folderOf({ 'trust/a.pem': pem }), 'trust')
    expect(subjects(await trust(folder))).toEqual(['Helpdesk'])
    spoil(folder)
    const trusted = await trust(folder)
    expect(subjects(trusted)).toEqual([])
    expect(trusted.passedOver).toMatchObject([{ problem: { code: 'not-administrators', ownership: { code } } }])
    expect(lines(trusted)).toEqual([expect.stringMatching(/ is not trusted: \/.+/)])
  })

  test('a link in place of a folder above', async ({ skip }) => {
    if (notRoot !== undefined) skip(notRoot)
    const folder = folderOf({ 'real/trust/a.pem': pem })
    symlinkSync(join(folder, 'real'), join(folder, 'link'))
    expect((await trust(join(folder, 'link', 'trust'))).passedOver).toMatchObject([
      { problem: { ownership: { code: 'link', path: join(folder, 'link') } } },
    ])
  })
})

test('a machine with its own folder: whom it trusts, and what is its own', async ({ skip }) => {
  const overlay = [
    'mount -t tmpfs tmpfs "$0" && mkdir "$0/upper" "$0/work"',
    'mount -t overlay overlay -o "lowerdir=/etc,upperdir=$0/upper,workdir=$0/work" /etc',
    'mkdir -p -m 755 /etc/terminal-preflight/trust && cd /etc/terminal-preflight',
  ].join(' && ')
  const folder = folderWith({ 'a.pem': pem, 'b.pem': other })
  const inside = (script: string, ...args: string[]) => [
    '--mount',
    'sh',
    '-ec',
    `${overlay} && ${script}`,
    join(folder, 'mnt'),
    folder,
    ...args,
  ]
  mkdirSync(join(folder, 'mnt'))
  const tried = process.platform === 'linux' && notRoot === undefined ? spawnSync('unshare', inside('true')) : undefined
  if (tried?.status !== 0) skip('an overlay over /etc takes root on Linux')
  const script = [
    'cp "$1/a.pem" "$1/b.pem" trust && chmod 644 trust/a.pem && chmod 666 trust/b.pem',
    'echo "proxy: direct" > site.yaml && echo > users.yaml && chmod 644 site.yaml && chown 65534 users.yaml && shift && exec "$@"',
  ].join(' && ')
  const machine = '/etc/terminal-preflight'
  const paths = [`${machine}/site.yaml`, `${machine}/users.yaml`, `${machine}/none.yaml`, `${machine}/../hostname`, join(folder, 'a.pem')]
  const program = join(import.meta.dirname, 'programs', 'trusted.ts')
  const { stdout } = await promisify(execFile)('unshare', inside(script, process.execPath, program, ...paths))
  expect(JSON.parse(stdout)).toEqual({
    subjects: ['CN=Helpdesk\nO=Example'],
    fingerprints: [],
    passedOver: [
      {
        source: `${machine}/trust/b.pem`,
        problem: { code: 'not-administrators', ownership: { code: 'writable', path: `${machine}/trust/b.pem` } },
      },
    ],
    own: [true, false, false, false, false],
  })
})

describe('Windows', () => {
  const folder = 'D:\\ProgramData\\TerminalPreflight'
  const policy = 'HKLM\\SOFTWARE\\Policies\\TerminalPreflight'
  const hex = '0123456789abcdef'.repeat(4)

  function windows(injections: Injections, inTrust: Readonly<Record<string, string>> = {}) {
    const files = Object.fromEntries(Object.entries(inTrust).map(([name, content]) => [`${folder}\\trust\\${name}`, content]))
    const injected = injectedIo({ platform: 'win32', env: { ProgramData: 'D:\\ProgramData' }, ...injections, files })
    const list = async (path: string) =>
      path === `${folder}\\trust` ? { names: Object.keys(inTrust) } : { failure: failure('file-missing', 'ENOENT') }
    return { ...injected, files: { ...injected.files, list } }
  }
  const policyOf = (value: string | readonly string[], name = 'TrustedSigners') => ({
    registry: { [policy]: { values: { [name]: value }, subkeys: {} } },
  })
  /** What each path is, where it isn't an administrator's. */
  const judging =
    (others: Readonly<Record<string, 'owner' | 'writable'>>): JudgeEntry =>
    async (path) =>
      others[path] ?? null

  test('the policy: fingerprints and certificates, a line of PEM in each of its texts or all in one', async () => {
    const apart = await trustedSigners(
      windows(policyOf([`sha256:${hex}`, ...pem.trim().split('\n'), ` SHA256:${hex.toUpperCase().replace(/..\B/g, '$&:')} `])),
    )
    expect(apart).toMatchObject({ fingerprints: [hex, hex], passedOver: [] })
    expect(subjects(apart)).toEqual(['Helpdesk'])
    expect(subjects(await trustedSigners(windows(policyOf([pem, other]))))).toEqual(['Helpdesk', 'Other'])
    expect(subjects(await trustedSigners(windows(policyOf(pem.replaceAll('\n', '\r\n'), 'trustedsigners'))))).toEqual(['Helpdesk'])
  })

  test('the policy: what is wrong in it is said, and the rest counts', async () => {
    const trusted = await trustedSigners(windows(policyOf(['sha256:12', `sha256:${hex}`, 'helpdesk', pem.slice(0, 100)])))
    expect(trusted.fingerprints).toEqual([hex])
    expect(lines(trusted)).toEqual([
      `${policy}\\TrustedSigners is passed over: it holds a fingerprint that is not sha256: and 64 digits 0-9, a-f`,
      expect.stringMatching(/TrustedSigners is passed over: it has 1 begun but 0 whole certificates/),
    ])
    expect(await trustedSigners(windows(policyOf('')))).toEqual({ certificates: [], fingerprints: [], passedOver: [] })
    expect(await trustedSigners(windows({ registry: { [policy]: { values: {}, subkeys: {} } } }))).toMatchObject({ passedOver: [] })
  })

  test('a key that can’t be read is said; elsewhere there is none', async () => {
    const refusing = { ...windows({}), registry: { read: async () => ({ failure: failure('access-denied', 'win32 5') }) } }
    expect(lines(await trustedSigners(refusing))).toEqual([`${policy} can’t be read (win32 5), so nobody is trusted for it`])
    const linux = { ...refusing, platform: 'linux' as const }
    expect((await inFolder('/none', linux, judgeByMode)).passedOver).toEqual([])
  })

  test('a folder that an administrator made: what a user added to it is passed over', async () => {
    const io = windows({}, { 'admin.pem': pem, 'user.pem': other })
    const trusted = await trustedSigners(io, judging({ [`${folder}\\trust\\user.pem`]: 'owner' }))
    expect(subjects(trusted)).toEqual(['Helpdesk'])
    expect(lines(trusted)).toEqual([
      `${folder}\\trust\\user.pem is not trusted: ${folder}\\trust\\user.pem does not belong to an administrator`,
    ])
  })

  test.each([`${folder}\\trust`, folder, 'D:\\ProgramData', 'D:\\'])('nobody is trusted where a user may rename %s', async (path) => {
    const trusted = await trustedSigners(windows({}, { 'a.pem': pem }), judging({ [path]: 'writable' }))
    expect(trusted).toMatchObject({ certificates: [], passedOver: [{ problem: { ownership: { code: 'writable', path } } }] })
  })

  test('what is the machine’s own, and what only looks so', async () => {
    const io = windows({})
    const all: JudgeEntry = async () => null
    expect(await isMachinesOwn(`${folder}\\site.yaml`, io, all)).toBe(true)
    expect(await isMachinesOwn('d:\\PROGRAMDATA\\terminalpreflight\\site.yaml', io, all)).toBe(true)
    for (const path of [
      `${folder}2\\site.yaml`,
      `${folder}\\..\\site.yaml`,
      'C:\\Tools\\site.yaml',
      'C:\\ProgramData\\TerminalPreflight\\site.yaml',
    ])
      expect(await machinesOwnProblem(path, io, all)).toEqual({ code: 'elsewhere', path })
    expect(await isMachinesOwn(`${folder}\\site.yaml`, io, judging({ [`${folder}\\site.yaml`]: 'owner' }))).toBe(false)
  })

  test('where no native library answers, nobody is trusted', async ({ skip }) => {
    if (process.platform === 'win32') skip('there is one here')
    const file = folderWith({ 'a.pem': pem })
    expect(await securityOf(join(file, 'a.pem'), 'file')).toBe('unknown')
    expect(await judgeEntry('win32')(join(file, 'a.pem'))).toBe('unknown')
    expect(await judgeEntry('win32')(join(file, 'none'))).toBe('missing')
    expect(await administratorsProblem('C:\\x', 'win32', judgeEntry('win32'))).toEqual({ code: 'missing', path: 'C:\\' })
  })
})
