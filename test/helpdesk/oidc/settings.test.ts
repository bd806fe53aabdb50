import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realIo } from '../../../checks/io/real.ts'
import { roleOf } from '../../../helpdesk/oidc/role.ts'
import { readOidcSettings } from '../../../helpdesk/oidc/settings.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helpdesk-oidc-'))
  await writeFile(join(folder, 'secret.txt'), 'a-secret-of-the-client\n')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function read(yaml: string) {
  const file = join(folder, 'oidc.yaml')
  await writeFile(file, yaml)
  return readOidcSettings(file, realIo())
}

const least = 'issuer: https://login.example/realm\nclientId: helpdesk\nclientSecretFile: secret.txt\n'

test('the least that has to be said; the secret lies beside the file', async () => {
  expect(await read(least)).toEqual({
    issuer: 'https://login.example/realm',
    clientId: 'helpdesk',
    clientSecret: 'a-secret-of-the-client',
    scope: 'openid profile email',
    nameClaim: 'preferred_username',
    groupsClaim: 'groups',
    groups: { admin: [], agent: [], viewer: [] },
    others: 'refused',
  })
})

test('all that can be said', async () => {
  const more = 'scope: openid groups\nnameClaim: email\ngroupsClaim: roles\ngroups: { admin: [a], agent: [b, c] }\nothers: viewer\n'
  expect(await read(least + more)).toMatchObject({
    scope: 'openid groups',
    nameClaim: 'email',
    groupsClaim: 'roles',
    groups: { admin: ['a'], agent: ['b', 'c'], viewer: [] },
    others: 'viewer',
  })
  expect(await read(least.replace('https://login.example/realm', 'http://127.0.0.1:9000'))).toHaveProperty(
    'issuer',
    'http://127.0.0.1:9000',
  )
})

describe('what is wrong, with its place', () => {
  test.each<[name: string, yaml: string, line: RegExp, exitCode: number]>([
    ['plain http to elsewhere', least.replace('https:', 'http:'), /oidc\.yaml:1: issuer: 'http:.+' is not an https address/, 78],
    ['no address', least.replace('https://login.example/realm', 'login'), /oidc\.yaml:1: issuer: /, 78],
    ['a password in it', least.replace('https://', 'https://a:b@'), /oidc\.yaml:1: issuer: /, 78],
    ['the secret itself in the file', `${least}clientSecret: x\n`, /oidc\.yaml:4: clientSecret: is not a field here/, 78],
    ['no client', least.replace(/clientId.*\n/, ''), /oidc\.yaml:\d: clientId: is missing/, 78],
    ['a scope without openid', `${least}scope: profile\n`, /oidc\.yaml:4: scope: has to hold the word openid/, 78],
    ['a role that there isn’t', `${least}groups: { king: [a] }\n`, /oidc\.yaml:4: groups\.king: is not a field here/, 78],
    ['others that are neither', `${least}others: admin\n`, /oidc\.yaml:4: others: 'admin' is not possible here/, 78],
    ['a secret that isn’t there', least.replace('secret.txt', 'nowhere.txt'), /oidc\.yaml:3: clientSecretFile: 'nowhere\.txt'/, 66],
    ['no YAML', 'a: [', /oidc\.yaml:\d/, 78],
  ])('%s', async (_name, yaml, line, exitCode) => {
    expect(await read(yaml)).toMatchObject({ kind: 'error', exitCode, line: expect.stringMatching(line) })
  })

  test('a secret of two lines, and a file that isn’t there', async () => {
    await writeFile(join(folder, 'secret.txt'), 'one two\nthree\n')
    const wrong = await read(least)
    expect(wrong).toMatchObject({ exitCode: 78, line: expect.stringContaining('has to hold one line') })
    expect(JSON.stringify(wrong)).not.toContain('three')
    expect(await readOidcSettings(join(folder, 'none.yaml'), realIo())).toMatchObject({ exitCode: 66 })
  })
})

test.each([
  [['a', 'b'], 'admin'],
  [['b'], 'agent'],
  [['c'], 'viewer'],
  [['A', 'a '], null],
  [[], null],
])('groups %j give %s', (groups, role) => {
  const wanted = { admin: ['a'], agent: ['b'], viewer: ['c'] }
  expect(roleOf(groups, { groups: wanted, others: 'refused' })).toBe(role)
  expect(roleOf(groups, { groups: wanted, others: 'viewer' })).toBe(role ?? 'viewer')
})
