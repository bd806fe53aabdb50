import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeSecurity } from '../../agent/request/security-descriptor.ts'
import { type Ace, ADD, descriptor, driveRoot, F, M, madeFile, madeFolder, programData, RX, sids } from './descriptors.ts'

const { administrators, system, trustedInstaller, users, somebody } = sids

describe('folders', () => {
  test.each<[name: string, owner: string, aces: readonly Ace[] | null, security: ReturnType<typeof judgeSecurity>]>([
    ['C:\\', trustedInstaller, driveRoot, null],
    ['C:\\ProgramData', system, programData, null],
    ['one that an administrator made in it', administrators, madeFolder, null],
    ['one that a user made in it', somebody, [...programData, [somebody, F]], 'owner'],
    ['one that a user made, who then took the rights away', somebody, [[administrators, F]], 'owner'],
    ['one that an administrator took over from a user, whose rights stayed', administrators, [...programData, [somebody, F]], 'writable'],
    ['one in which users may modify', administrators, [[users, M]], 'writable'],
    ['one in which users may delete what others put there', administrators, [[users, RX | 0x40]], 'writable'],
    ['one in which everybody may change the rights', administrators, [[sids.everyone, 0x40000]], 'writable'],
    ['one in which somebody may take it over', administrators, [[somebody, 0x80000]], 'writable'],
    ['one with generic rights', administrators, [[users, 0x10000000]], 'writable'],
    ['one in which users may modify only what is inside', administrators, [[users, M, 8]], null],
    [
      'one in which users are denied',
      administrators,
      [
        [users, F, 0, 1],
        [administrators, F],
      ],
      null,
    ],
    ['one of a domain’s administrators', administrators, [[sids.domainAdmins, F]], null],
    ['one of somebody with nearly such a number', administrators, [[sids.lookalike, F]], 'writable'],
    ['one with a list that allows nobody anything', administrators, [], null],
    ['one without a list: FAT', administrators, null, 'writable'],
    ['one with a condition', administrators, [[users, F, 0, 9]], 'unknown'],
  ])('%s', (_name, owner, aces, security) => {
    expect(judgeSecurity(descriptor(owner, aces), 'folder')).toBe(security)
  })
})

describe('files', () => {
  test.each<[name: string, owner: string, aces: readonly Ace[], security: ReturnType<typeof judgeSecurity>]>([
    ['an administrator’s', administrators, madeFile, null],
    ['one that an app may read', system, [...madeFile, [sids.appPackages, RX]], null],
    ['a user’s', somebody, [...madeFile, [somebody, F]], 'owner'],
    ['one that users may append to', administrators, [...madeFile, [users, 0x4]], 'writable'],
    ['one that users may do to as to a folder', administrators, [...madeFile, [users, ADD]], 'writable'],
    ['one that users may delete', administrators, [...madeFile, [users, 0x10000]], 'writable'],
    ['one whose owner has rights as such', administrators, [['S-1-3-4', F]], null],
  ])('%s', (_name, owner, aces, security) => {
    expect(judgeSecurity(descriptor(owner, aces), 'file')).toBe(security)
  })
})

test('what is cut, or lies about its lengths, is not known; nothing throws', () => {
  const whole = descriptor(administrators, madeFile)
  for (let length = 0; length < whole.length; length += 1) expect(judgeSecurity(whole.subarray(0, length), 'file')).toBe('unknown')
  const notAbsolute = Buffer.from(whole)
  notAbsolute.writeUInt16LE(0x4, 2)
  expect(judgeSecurity(notAbsolute, 'file')).toBe('unknown')
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
      const changed = Buffer.from(whole)
      changed.writeUInt8(value, at)
      expect(['owner', 'writable', 'unknown', null]).toContain(judgeSecurity(changed, 'file'))
    }),
    { numRuns: 2000 },
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void judgeSecurity(Buffer.from(bytes), 'folder')))
})
