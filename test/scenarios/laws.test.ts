import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Diagnosis, diagnose } from '../../agent/diagnosis/diagnose.ts'
import { causes } from '../../checks/causes.ts'
import type { Finding } from '../../checks/check.ts'
import { judgeScenario, readScenario, scenarioNames } from './scenario.ts'

const scenarios = await Promise.all(
  (await scenarioNames()).map(async (name) => ({ name, findings: judgeScenario(await readScenario(name)).findings })),
)
const anyScenario = fc.constantFrom(...scenarios)

function named({ causes: found, unexplained }: Diagnosis): string[] {
  return [
    ...found.map(({ code, subject, severity }) => `${severity} ${code} ${subject}`),
    ...unexplained.map(({ id }) => `unexplained ${id}`),
  ].toSorted()
}

test('the order of the findings does not matter', () => {
  fc.assert(
    fc.property(
      anyScenario.chain(({ findings }) => fc.tuple(fc.constant(findings), fc.shuffledSubarray(findings, { minLength: findings.length }))),
      ([findings, shuffled]) => {
        expect(named(diagnose(shuffled, causes))).toEqual(named(diagnose(findings, causes)))
      },
    ),
    { numRuns: 60 },
  )
})

test('good findings on a subject that no candidate mentions change nothing', () => {
  const stranger = (index: number): Finding => ({
    id: `path.connect 192.0.2.${index}:443`,
    check: 'path',
    code: 'path/connects',
    status: 'ok',
    subject: `192.0.2.${index}:443`,
    args: { address: `192.0.2.${index}`, port: 443, hosts: ['elsewhere.example'], sources: ['resolver'] },
  })
  fc.assert(
    fc.property(anyScenario, fc.uniqueArray(fc.integer({ min: 1, max: 254 }), { maxLength: 5 }), ({ findings }, strangers) => {
      expect(named(diagnose([...findings, ...strangers.map(stranger)], causes))).toEqual(named(diagnose(findings, causes)))
    }),
    { numRuns: 60 },
  )
})

test('a healthy terminal has no cause', () => {
  const healthy = scenarios.find(({ name }) => name === 'healthy')
  expect(named(diagnose(healthy?.findings ?? [], causes))).toEqual([])
})

/** Faults of names and their servers; what is wrong with the PC as a whole lies upstream of everything. */
const local = scenarios.filter(({ name }) => /^(dns|path|tls|page)-/.test(name) && !/portal|hours|zone|network|offline/.test(name))

/** The same scenario of another terminal's names, addresses and servers: nothing in it is about the first one's. */
function elsewhere(findings: readonly Finding[]): Finding[] {
  const text = JSON.stringify(findings)
    .replaceAll('127.0.', '127.77.')
    .replaceAll('Zscaler', 'Another box')
    .replaceAll('www.ccass.com', 'www.elsewhere.example')
    .replaceAll('sso.hkexposttrade.com.hk', 'sso.elsewhere.example')
  return JSON.parse(text) as Finding[]
}

/** Questions about the PC as a whole have one answer, and both terminals cannot give it. */
function isLocal({ id }: Finding): boolean {
  return !/^(network\.|host\.|clock\.|site\.|smartcard\.|dns\.configured|browser\.(present|version|secure-dns))/.test(id)
}

test('faults with disjoint subjects, neither upstream of the other, yield the causes of both', () => {
  fc.assert(
    fc.property(fc.constantFrom(...local), fc.constantFrom(...local), (one, other) => {
      const here = one.findings.filter(isLocal)
      const there = elsewhere(other.findings).filter(isLocal)
      expect(named(diagnose([...here, ...there], causes))).toEqual(
        // What is asked of the site once (a value of its file) is one cause, whichever host it is told of.
        [...new Set([...named(diagnose(here, causes)), ...named(diagnose(there, causes))])].toSorted(),
      )
    }),
    { numRuns: 150 },
  )
})
