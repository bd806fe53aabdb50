import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { builtinProfile, builtinProfiles } from '../../agent/profile/builtin.ts'
import { profileSchema } from '../../agent/profile/profile-schema.ts'

describe('the built-in profiles', () => {
  test.each(builtinProfiles.map((profile) => [profile.id, profile] as const))('%s is what its schema makes of it', (_id, profile) => {
    expect(profileSchema.parse(profile)).toEqual(profile)
  })

  test('the addresses are those that HKEX printed, and no others', () => {
    const urls = new Set(builtinProfiles.flatMap(({ targets }) => targets.map(({ url }) => url)))
    expect([...urls].toSorted()).toEqual(['https://sso.hkexposttrade.com.hk/sso', 'https://www.ccass.com', 'https://www.ccass.com/dms'])
  })

  test('the source names no other host, address or port', async () => {
    const source = await readFile(new URL('../../agent/profile/builtin.ts', import.meta.url), 'utf8')
    expect(new Set(source.match(/\b[a-z0-9.-]+\.(?:com|hk|net|org)\b/g))).toEqual(
      new Set(['www.ccass.com', 'sso.hkexposttrade.com.hk', 'hkex.com.hk']),
    )
    expect(source).not.toMatch(/\b\d{1,3}(?:\.\d{1,3}){3}\b/)
  })

  test('that CCASS and DMS log on at the 2FA server is marked as our inference, for CCMS it is printed', () => {
    const inferred = (id: string) =>
      builtinProfile(id)
        ?.targets.filter((target) => target.inferred)
        .map(({ url }) => url)
    expect(inferred('ccass')).toEqual(['https://sso.hkexposttrade.com.hk/sso'])
    expect(inferred('dms')).toEqual(['https://sso.hkexposttrade.com.hk/sso'])
    expect(inferred('ccms')).toEqual([])
  })

  test('the sections are cited only as a whole', () => {
    expect(builtinProfiles.map(({ circular }) => circular.section)).toEqual(Array(3).fill('Section 4.7-4.9'))
  })

  test('only CCASS has hours, with where they are from', () => {
    expect(builtinProfile('ccass')?.serviceHours?.opensAt).toBe('08:00')
    expect(builtinProfile('ccass')?.serviceHours?.source).toContain('older texts')
    expect([builtinProfile('dms')?.serviceHours, builtinProfile('ccms')?.serviceHours]).toEqual([null, null])
  })

  test.each([
    ['ccass', '2979 7111', 'clearingps@hkex.com.hk'],
    ['dms', '2979 7111', 'clearingps@hkex.com.hk'],
    ['ccms', '2979 7222', 'clearingpsd@hkex.com.hk'],
  ])('%s: the hotline printed on its circular', (id, phone, email) => {
    expect(builtinProfile(id)?.hotline).toMatchObject({ phone, email })
  })

  test.each(builtinProfiles.map((profile) => [profile.id, profile] as const))(
    '%s requires dns, path, tls and page',
    (_id, { required }) => {
      expect(required).toEqual(['dns', 'path', 'tls', 'page'])
    },
  )
})
