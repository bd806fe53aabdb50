import { readdir, readFile } from 'node:fs/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { builtinProfiles } from '../../agent/profile/builtin.ts'
import { publishedSchemas } from '../../scripts/schema.ts'

const folder = new URL('../../schema/', import.meta.url)
const validator = async (name: string) => new Ajv2020().compile(JSON.parse(await readFile(new URL(name, folder), 'utf8')))

describe('the published schemas', () => {
  test.each([...publishedSchemas()])('%s is what the program reads by (else: npm run schema)', async (name, text) => {
    expect(await readFile(new URL(name, folder), 'utf8')).toBe(text)
  })

  test('there is no other', async () => {
    expect(await readdir(folder)).toEqual([...publishedSchemas().keys()].toSorted())
  })

  test('an editor accepts the example of a site file', async () => {
    const validate = await validator('site.schema.json')
    const example = `
profiles:    [ccms]
resolvers:   { hkex: [10.0.0.1, 10.0.0.2], custom: [192.168.1.53] }
addresses:   { primary: [10.1.0.0/16], secondary: [10.2.0.0/16] }
probe:       { secondary: [10.2.0.10] }
certificate: { issuers: ['CN=Example CA'], roots: [corporate-root.pem] }
proxy:       system
smartcard:   optional
browser:     on
contacts:    { site-it: { name: 'IT desk', phone: '…' }, site-network: {}, line-vendor: {} }
upload:      { kind: collector, url: 'https://helpdesk.example/bundles', encryptTo: helpdesk.pem }
`
    expect([validate(parse(example)), validate.errors]).toEqual([true, null])
    expect([validate({}), validate({ proxy: null })]).toEqual([true, true])
  })

  test.each([
    ['an unknown field', { resolver: {} }],
    ['a text where a list belongs', { resolvers: { hkex: '10.0.0.1' } }],
    ['a word that is not possible', { browser: 'maybe' }],
  ])('an editor marks %s', async (_name, value) => {
    expect((await validator('site.schema.json'))(value)).toBe(false)
  })

  test('an editor accepts the built-in profiles, and marks a profile without targets', async () => {
    const validate = await validator('profile.schema.json')
    for (const profile of builtinProfiles) expect([profile.id, validate(profile), validate.errors]).toEqual([profile.id, true, null])
    expect(validate({ id: 'lab' })).toBe(false)
  })
})
