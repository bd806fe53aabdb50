import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { type ExplainedCause, type Explanation, explain } from '../../agent/bundle/explain.ts'
import { considerAll, withoutText } from '../../agent/bundle/explain-candidates.ts'
import { explainLines } from '../../agent/bundle/explain-lines.ts'
import { placesOf } from '../../agent/bundle/explain-places.ts'
import type { EvidenceRecord } from '../../agent/bundle/explain-records.ts'
import { styleFor } from '../../agent/report/style.ts'
import { defineCause } from '../../checks/cause.ts'
import { causes } from '../../checks/causes.ts'
import { isBad } from '../../checks/check.ts'
import { question } from '../../checks/questions.ts'
import { languages } from '../../checks/text.ts'
import { scenarioNames } from '../scenarios/scenario.ts'
import { readSettled, settledSide, sideOf } from './sides.ts'

const names = await scenarioNames()
const sides = new Map(await Promise.all(names.map(async (name) => [name, await settledSide(name)] as const)))

function side(name: string) {
  const found = sides.get(name)
  if (found === undefined) throw new RangeError(name)
  return found
}

function explained(name: string, what?: string): Explanation {
  const { files, report } = side(name)
  return explain(files, report, what)
}

function causesOf(explanation: Explanation): readonly ExplainedCause[] {
  return explanation.kind === 'causes' ? explanation.causes : []
}

const sso = 'sso.hkexposttrade.com.hk'

describe('what is asked for', () => {
  test('everything that is wrong, in the report’s order', () => {
    for (const [name, { report }] of sides) {
      const explanation = explained(name)
      expect(
        causesOf(explanation).map(({ cause }) => cause),
        name,
      ).toEqual(report.causes)
    }
    expect(explained('healthy')).toMatchObject({ kind: 'causes', causes: [], unexplained: [] })
  })

  test('a cause by its code and by its number', () => {
    const number = causes.find(({ code }) => code === 'dns/hosts-override')?.number
    const byCode = explained('dns-hosts-override', 'dns/hosts-override')
    expect(causesOf(byCode).map(({ cause }) => cause.code)).toEqual(['dns/hosts-override'])
    expect(explained('dns-hosts-override', String(number))).toEqual(byCode)
  })

  test('a finding by its id, and all with a code', () => {
    const id = `dns.answer ${sso} 127.0.3.1:5301`
    expect(explained('healthy', id)).toMatchObject({ kind: 'findings', findings: [{ finding: { id, status: 'ok' }, explainedBy: [] }] })
    const refused = explained('dns-hosts-override', 'path/refused')
    expect(refused).toMatchObject({
      kind: 'findings',
      findings: [{ finding: { id: 'path.connect 127.0.9.2:8443' }, explainedBy: [`dns/hosts-override ${sso}`] }],
    })
  })

  test('a cause that was not named: what became of it', () => {
    expect(explained('dns-hosts-override', 'path/some-addresses')).toMatchObject({
      kind: 'not-named',
      number: 320,
      considered: [{ state: 'lost', lost: { by: 'less', of: 3 } }],
    })
    expect(explained('healthy', 'path/no-reply')).toEqual({ kind: 'not-named', code: 'path/no-reply', number: 301, considered: [] })
  })

  test('a name that there is not: near ones', () => {
    expect(explained('healthy', 'dns/hosts-overide')).toEqual({ kind: 'unknown', what: 'dns/hosts-overide', near: ['dns/hosts-override'] })
    expect(explained('healthy', 'dns.agree www.ccass.con')).toMatchObject({ near: ['dns.agree www.ccass.com'] })
    expect(explained('healthy', '7')).toMatchObject({ kind: 'unknown', near: [] })
    expect(explained('healthy', 'constructor')).toMatchObject({ kind: 'unknown' })
  })
})

describe('records', () => {
  const every = [...sides].flatMap(([name, { files, report }]) =>
    report.findings.map((finding) => {
      const explanation = explain(files, report, finding.id)
      return {
        name,
        finding,
        evidence: files.evidence,
        records: explanation.kind === 'findings' ? (explanation.findings[0]?.records ?? []) : [],
      }
    }),
  )

  test('every bad finding of every scenario has some', () => {
    const bad = every.filter(({ finding }) => isBad(finding))
    expect(bad.length).toBeGreaterThan(200)
    expect(bad.filter(({ records }) => !records.some(isFound)).map(({ name, finding }) => `${name}: ${finding.id}`)).toEqual([])
  })

  test('each is what stands at its place in the evidence', () => {
    for (const { evidence, records } of every) {
      for (const record of records) {
        const found = record.path
          .split(/[.[\]]+/)
          .filter((part) => part !== '')
          .reduce<unknown>((value, part) => Reflect.get(Object(value), part), evidence)
        expect(found, record.path).toBeDefined()
        if (isFound(record)) expect(found, record.path).toBe(record.value)
      }
    }
  })

  test('of an answer: the queries of that name to that resolver, all of them and no others', () => {
    const answers = every.filter(({ finding }) => finding.id.startsWith('dns.answer '))
    expect(answers.length).toBeGreaterThan(200)
    for (const { finding, evidence, records } of answers) {
      const { host, resolver } = finding.args
      const asked = evidence.dns?.queries.filter(
        (query) => query.purpose === 'target' && query.name === host && query.resolver === resolver,
      )
      expect(records.map((record) => (isFound(record) ? record.value : null))).toEqual(asked)
    }
  })

  test('of a connection: that address and port alone', () => {
    const connects = every.filter(({ finding }) => finding.id.startsWith('path.connect '))
    expect(connects.length).toBeGreaterThan(200)
    for (const { finding, records } of connects) {
      expect(records).toMatchObject([{ value: { address: finding.args.address, port: finding.args.port } }])
    }
  })

  test('of a certificate: its handshakes, what they presented, and its path', () => {
    const [finding] = every.filter(({ name, finding: { id } }) => name === 'tls-expired' && id === `tls.dates ${sso} 127.0.1.20:8443`)
    const paths = finding?.records.map(({ path }) => path.replace(/\[\d+\]/, '')) ?? []
    expect(paths).toEqual(['tls.handshakes', 'tls.presented', 'tls.certificates', 'tls.certificates'])
    expect(finding?.records[0]).toMatchObject({ value: { via: { address: '127.0.1.20' } } })
  })

  test('where nothing speaks of it, that is said', () => {
    expect(explained('healthy', `dns.hosts ${sso}`)).toMatchObject({ findings: [{ records: [{ path: 'dns.hosts.entries', noneOf: 0 }] }] })
  })

  test('every question has its places', () => {
    const asked = Object.values(question).map((ask) => (ask as (...parts: string[]) => string)('a', 'b').split(' ', 1)[0] ?? '')
    const where = 'agent/bundle/explain-places.ts: where in the evidence stands what answers it?'
    expect(
      asked.filter((each) => !Object.hasOwn(placesOf, each)),
      where,
    ).toEqual([])
    const found = every.map(({ finding }) => finding.id.split(' ', 1)[0] ?? '')
    expect(
      found.filter((each) => !Object.hasOwn(placesOf, each)),
      where,
    ).toEqual([])
  })

  test('a question that has none yet: the lists of its check', () => {
    const { files, report } = side('path-refused')
    const finding = {
      id: 'path.later 127.0.1.20:8443',
      check: 'path',
      code: 'path/later',
      status: 'problem',
      subject: '',
      args: {},
      text: '',
    } as const
    const explanation = explain(files, { ...report, findings: [finding] }, finding.id)
    const records = explanation.kind === 'findings' ? explanation.findings[0]?.records : []
    expect(records?.filter(isFound).map(({ path }) => path.replace(/\d+/, ''))).toContain('path.connections[]')
  })
})

describe('why this one', () => {
  test('a rival that explains less, and one that is less specific', () => {
    const rivals = (name: string) => causesOf(explained(name)).flatMap((each) => each.rivals)
    expect(rivals('dns-hosts-override')).toMatchObject([
      { candidate: { code: 'path/some-addresses' }, state: 'lost', lost: { by: 'less', of: 3 } },
    ])
    expect(rivals('dns-alternate-silent')).toMatchObject([
      { candidate: { code: 'dns/resolver-silent' }, lost: { by: 'less-specific', of: 2 } },
    ])
  })

  test('each chosen cause is proposed again, by what the report explains', () => {
    for (const name of names) {
      for (const { cause, expectations, rivals } of causesOf(explained(name))) {
        expect(expectations, `${name}: ${cause.code}`).not.toBeNull()
        expect(expectations?.some(({ id }) => cause.explains.includes(id))).toBe(false)
        expect(rivals.some(({ state }) => state === 'chosen')).toBe(false)
      }
    }
  })

  test('a good finding rules a candidate out, and is named', () => {
    const { report } = side('dns-hosts-override')
    const good = 'path.connect 127.0.1.20:8443'
    const bad = 'path.connect 127.0.9.2:8443'
    const made = (code: string, predicts: readonly string[], ruledOutBy: readonly string[]) =>
      defineCause({
        code,
        number: 999,
        owner: 'site-it',
        confirm: '',
        propose: () => [
          {
            code,
            subject: '',
            severity: 'blocker',
            owner: 'site-it',
            args: {},
            predicts: predicts.map((id) => ({ id })),
            ruledOutBy,
            specificity: 0,
          },
        ],
      })
    const catalogue = [
      made('a/predicted', [bad, good], []),
      made('a/against', [bad], [good]),
      made('a/possible', [bad], []),
      made('a/idle', ['x'], []),
    ]
    const considered = considerAll(report.findings.map(withoutText), report.causes, catalogue)
    expect(considered.map(({ candidate, state, ruledOutBy, lost }) => [candidate.code, state, ruledOutBy, lost?.by])).toEqual([
      ['a/predicted', 'ruled-out', [good], undefined],
      ['a/against', 'ruled-out', [good], undefined],
      ['a/possible', 'lost', [], 'other-rules'],
      ['a/idle', 'explains-nothing', [], undefined],
    ])
  })

  test('a report by other rules: what these do not propose is said', () => {
    const { files, report } = side('dns-hosts-override')
    const strange = { ...report, causes: report.causes.map((cause) => ({ ...cause, code: 'dns/of-tomorrow' })) }
    const explanation = explain(files, strange)
    expect(causesOf(explanation)[0]?.expectations).toBeNull()
    const text = explainLines(explanation, strange, { language: 'en', columns: 80, style }).join(' ')
    expect(text.replace(/\s+/g, ' ')).toContain('the report was made by other rules')
  })
})

const style = styleFor(false)

describe.each(languages)('lines, %s', (language) => {
  /** Every tenth is enough for every day. */
  const some = names.filter((_name, index) => process.env.TEST_FULL === '1' || index % 10 === 0)

  test.each(some)('%s reads well', (name) => {
    const lines = explainLines(explained(name), side(name).report, { language, columns: 80, style })
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
    expect(lines.join('\n')).not.toMatch(/\{\w+\}|undefined|NaN|\[object/)
  })
})

describe('lines', () => {
  const lines = (name: string, what?: string) =>
    explainLines(explained(name, what), side(name).report, { language: 'en', columns: 80, style })

  test('the cause, its records, its rivals, and what was not checked, in this order', () => {
    const text = lines('dns-hosts-override').join('\n')
    const order = [
      '[dns/hosts-override; 231',
      'Who can mend it',
      'It explains:',
      'dns.hosts.entries[0] { "line": 2',
      'What else could',
      '(2 of 3)',
      'Not checked:',
    ]
    const places = order.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('a record is printed once, and what is left out of one is said', () => {
    const text = lines('tls-expired').join('\n')
    expect(text.match(/tls\.certificates\[1\] \{/g)).toHaveLength(1)
    expect(text).toContain('tls.certificates[1] (see above)')
    expect(text).toMatch(/"-----BEGIN CERTIFICATE--… \(\d+\)"/)
  })

  test('what is not known, and what was not named', () => {
    expect(lines('healthy', 'dns/hosts-overide')).toEqual([
      'There is no cause and no finding called dns/hosts-overide.',
      'Did you mean dns/hosts-override?',
    ])
    expect(lines('healthy', 'path/no-reply')[0]).toBe('path/no-reply (301) was not named.')
    expect(lines('healthy')[0]).toContain('Nothing bad was seen')
  })

  test('nothing in a bundle reaches the terminal but text', async () => {
    const scenario = await readSettled('dns-hosts-override')
    const text = JSON.stringify(scenario.evidence).replaceAll('"127.0.9.2"', JSON.stringify('\u001b[2Jx\u202e\r\n\u0000{line}'))
    const { files, report } = sideOf({ ...scenario, evidence: JSON.parse(text) })
    const shown = explainLines(explain(files, report), report, { language: 'en', columns: 80, style }).join('')
    expect(shown).toContain('[2Jx')
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  })
})

function isFound(record: EvidenceRecord): record is Extract<EvidenceRecord, { value: unknown }> {
  return 'value' in record
}
