import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUserError, mistakeLine } from '../../agent/cli/errors.ts'
import { parseFlags } from '../../agent/cli/flags.ts'
import { loadDocument } from '../../agent/profile/document.ts'
import { readCertificates } from '../../agent/profile/pem.ts'
import { profileSchema } from '../../agent/profile/profile-schema.ts'
import { siteSchema } from '../../agent/profile/site-schema.ts'

/** What YAML is made of, so that random texts come near to documents. */
const token = fc.constantFrom(
  ...['resolvers', 'hkex', 'targets', 'id', 'url', 'page', 'kind', 'proxy', 'contacts', 'https://a.example/', '10.0.0.1', 'true', '~'],
  ...[
    ': ',
    ':',
    '\n',
    '\n  ',
    '\n    ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '&a ',
    '*a',
    '!t ',
    '? ',
    '| ',
    '> ',
    '# ',
    '\t',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '<<: ',
    '\u0000',
    '\u001b',
    '\uFEFF',
    '資',
  ],
)
const nearlyYaml = fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join(''))

const siteText = `profiles: [ccms]
resolvers: { hkex: [10.0.0.1], custom: ["[2001:db8::1]:53"] }
addresses: { primary: [10.1.0.0/16] }
certificate: { issuers: ['CN=Example CA'] }
proxy: http://proxy.example:8080
contacts: { site-it: { name: IT desk, phone: 1 } }
upload: { kind: collector, url: 'https://helpdesk.example/' }
`
/** A good file in which one stretch was replaced. */
const damagedSite = fc
  .record({ from: fc.nat(siteText.length), length: fc.nat(20), by: fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), nearlyYaml) })
  .map(({ from, length, by }) => siteText.slice(0, from) + by + siteText.slice(from + length))

const content = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  nearlyYaml.map((text) => Buffer.from(text)),
  damagedSite.map((text) => Buffer.from(text)),
)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
const unprintable = /[\u0000-\u001f\u007f-\u009f]/

test.each([
  ['site file', siteSchema],
  ['profile', profileSchema],
])('any bytes as a %s are read or refused in plain lines', (_name, schema) => {
  fc.assert(
    fc.property(content, (bytes) => {
      const outcome = loadDocument(schema, 'site.yaml', bytes)
      if (!isUserError(outcome)) return
      expect(outcome.exitCode).toBe(78)
      expect(outcome.line).toMatch(/^site\.yaml:[1-9]\d*: ./)
      for (const mistake of outcome.mistakes) expect(mistakeLine(mistake)).not.toMatch(unprintable)
    }),
    { numRuns: 2000 },
  )
})

test('any bytes as a PEM file give certificates or a reason', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => 'problem' in readCertificates(Buffer.from(bytes))))
  const block = fc.base64String({ maxLength: 200 }).map((body) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`)
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 3 }), (blocks) => 'problem' in readCertificates(Buffer.from(blocks.join('')))),
  )
})

test('any arguments give options, a text or one line', async () => {
  const flag = fc.constantFrom(
    '--profile',
    '--site',
    '--resolver',
    '--proxy',
    '--root',
    '--json',
    '--output',
    '--lang',
    '--deadline',
    '--silent',
    '--',
    '-',
    'run',
  )
  const value = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('ccms', 'hkex=10.0.0.1', 'custom=[::1]:53', 'direct', 'en', '5s', 'lab.yaml'),
  )
  const argument = fc.oneof(
    flag,
    value,
    fc.tuple(flag, value).map((parts) => parts.join('=')),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(argument, { maxLength: 6 }), async (argv) => {
      const parsed = await parseFlags(argv, { version: '1', language: 'en' })
      if (parsed.kind === 'error') expect(parsed.line).not.toMatch(unprintable)
      if (parsed.kind === 'error') expect(parsed.exitCode).toBe(64)
    }),
    { numRuns: 1000 },
  )
})
