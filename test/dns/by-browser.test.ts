import { describe, expect, test } from 'vitest'
import { isBad } from '../../checks/check.ts'
import { aBrowserVisit, evidence as browserEvidence, failing } from '../browser/judging.ts'
import { gives, judge, type Story, silent, sso, www } from './judging.ts'

const shown = { browser: browserEvidence({ visits: [sso, www].map((host) => aBrowserVisit(`https://${host}/`)) }) }
const nothingFound = { [sso]: 'no-reply', [www]: 'no-reply' } as const
const first = { roles: ['hkex-1', 'configured-1'] }
const second = { roles: ['hkex-2', 'configured-2'] }

const allSilent: Story = {
  resolvers: { '10.0.0.1': { ...first, says: silent }, '10.0.0.2': { ...second, says: silent } },
  system: nothingFound,
}
const lookUpLost: Story = {
  resolvers: { '10.0.0.1': { ...first, says: gives('10.1.0.20') }, '10.0.0.2': { ...second, says: gives('10.1.0.20') } },
  system: nothingFound,
}

describe('where the browser shows every page of a host', () => {
  test('that nobody answers is no fault: it finds its own way', () => {
    const findings = judge(allSilent, {}, shown)
    expect(findings.filter(isBad)).toEqual([])
    expect(findings.filter(({ code }) => code === 'dns/resolver-silent')).toEqual(
      expect.arrayContaining([expect.objectContaining({ status: 'not-applicable', reason: 'browser-decides' })]),
    )
  })

  test('a look-up that was lost is none either', () => {
    expect(judge(lookUpLost, {}, shown).filter(isBad)).toEqual([])
  })

  test('a server that is silent beside one that answers stays as dead as it is', () => {
    const story: Story = { resolvers: { '10.0.0.1': { ...first, says: silent }, '10.0.0.2': { ...second, says: gives('10.1.0.20') } } }
    expect(
      new Set(
        judge(story, {}, shown)
          .filter(isBad)
          .map(({ code }) => code),
      ),
    ).toEqual(new Set(['dns/resolver-silent']))
  })

  test('and so do all of them where applications find the address elsewhere, in the hosts file', () => {
    const story: Story = { ...allSilent, system: { [sso]: ['10.1.0.20'], [www]: ['10.1.0.10'] } }
    expect(judge(story, {}, shown).filter(({ code, status }) => code === 'dns/resolver-silent' && status === 'problem')).toHaveLength(4)
  })
})

test.each([
  ['fails', { browser: browserEvidence({ visits: [sso, www].map((host) => failing(`https://${host}/`, 'ERR_NAME_NOT_RESOLVED')) }) }],
  ['was not asked', {}],
])('where the browser %s, names that nobody answers are what is wrong', (_, upstream) => {
  expect(judge(allSilent, {}, upstream).filter(isBad).length).toBeGreaterThan(4)
  expect(
    judge(lookUpLost, {}, upstream)
      .filter(isBad)
      .map(({ code }) => code),
  ).toContain('dns/system-fails')
})
