import { describe, expect, test } from 'vitest'
import { folderWith, loaded, refused } from './folder.ts'

const smallest = 'id: lab\ntargets: [{ id: sso, url: "https://sso.example:8443/sso" }]\n'

test('the smallest profile: every default is filled in', async () => {
  const folder = folderWith({ 'lab.yaml': smallest })
  const { profiles, settings } = await loaded(folder, { profiles: [`${folder}/lab.yaml`] })
  expect(profiles).toEqual([
    {
      id: 'lab',
      title: { en: 'lab', 'zh-HK': 'lab' },
      circular: null,
      targets: [{ id: 'sso', url: 'https://sso.example:8443/sso', page: null, inferred: false }],
      required: ['dns', 'path', 'tls', 'page'],
      hotline: null,
      serviceHours: null,
    },
  ])
  expect(settings.targets).toEqual([
    { profiles: ['lab'], id: 'sso', url: 'https://sso.example:8443/sso', host: 'sso.example', port: 8443, page: null },
  ])
})

test('every field of a profile', async () => {
  const profile = `
id: other-exchange
title: { en: Other exchange, zh-HK: 另一交易所 }
circular: { name: { en: Launch circular }, section: Annex 1 }
targets:
  - id: landing
    url: https://[2001:db8::1]:4433/
    page: { kind: landing, choices: [Log in] }
  - { id: sso, url: 'https://sso.example/', page: { kind: log-on-form }, inferred: true }
required: [dns, tls]
hotline: { name: { en: Help desk }, phone: 29790000 }
serviceHours: { opensAt: 07:30, source: their web site }
`
  const folder = folderWith({ 'other.yaml': profile })
  const { profiles, settings } = await loaded(folder, { profiles: [`${folder}/other.yaml`] })
  expect(profiles[0]).toEqual({
    id: 'other-exchange',
    title: { en: 'Other exchange', 'zh-HK': '另一交易所' },
    circular: { name: { en: 'Launch circular', 'zh-HK': 'Launch circular' }, section: 'Annex 1' },
    targets: [
      { id: 'landing', url: 'https://[2001:db8::1]:4433/', page: { kind: 'landing', choices: ['Log in'] }, inferred: false },
      { id: 'sso', url: 'https://sso.example/', page: { kind: 'log-on-form' }, inferred: true },
    ],
    required: ['dns', 'tls'],
    hotline: { name: { en: 'Help desk', 'zh-HK': 'Help desk' }, phone: '29790000', email: null },
    serviceHours: { opensAt: '07:30', source: 'their web site' },
  })
  expect(settings.targets[0]).toMatchObject({ host: '2001:db8::1', port: 4433 })
  expect(settings.profiles).toEqual([
    { id: 'other-exchange', required: ['dns', 'tls'], serviceHours: { opensAt: '07:30', source: 'their web site' } },
  ])
})

const target = (fields: string) => `id: lab\ntargets:\n  - { id: one, url: "https://one.example/" }\n  - { ${fields} }\n`

describe('a profile with a mistake: 78, and the line names file, line and field', () => {
  test.each([
    ['an empty file', '', 1, 'id', 'is missing; write a text'],
    ['no targets', 'id: lab\n', 1, 'targets', 'is missing; write a list'],
    ['an empty list of targets', 'id: lab\ntargets: []\n', 2, 'targets', 'is an empty list'],
    ['a target without an address', target('id: two'), 4, 'targets[1].url', 'is missing; write a text'],
    [
      'an address without scheme',
      target('id: two, url: two.example'),
      4,
      'targets[1].url',
      "'two.example' is not an https address; write https://host/path",
    ],
    ['ftp', target('id: two, url: "ftp://two.example/"'), 4, 'targets[1].url', "'ftp://two.example/' is not an https address"],
    ['http', target('id: two, url: "http://two.example/"'), 4, 'targets[1].url', 'is not an https address'],
    ['port 0', target('id: two, url: "https://two.example:0/"'), 4, 'targets[1].url', 'not a number from 1 to 65535'],
    ['port 70000', target('id: two, url: "https://two.example:70000/"'), 4, 'targets[1].url', 'with a port from 1 to 65535'],
    ['an address without host', target('id: two, url: "https:///sso"'), 4, 'targets[1].url', 'is not an https address'],
    ['an address with a blank', target('id: two, url: "https://two.example/log on"'), 4, 'targets[1].url', 'is not an https address'],
    [
      'an address with a password',
      target('id: two, url: "https://u:p@two.example/"'),
      4,
      'targets[1].url',
      'holds a user name or password',
    ],
    [
      'two targets of one id',
      target('id: one, url: "https://two.example/"'),
      4,
      'targets[1].id',
      "'one' is the id of an earlier target too",
    ],
    [
      'an id with a blank',
      target('id: t wo, url: "https://two.example/"'),
      4,
      'targets[1].id',
      'is not an id; write up to 40 small letters',
    ],
    [
      'a page of no kind',
      target('id: two, url: "https://two.example/", page: { choices: [Log in] }'),
      4,
      'targets[1].page.kind',
      'is missing; write one of landing, log-on-form',
    ],
    [
      'a page of a kind that is nearly right',
      target('id: two, url: "https://two.example/", page: { kind: logon-form }'),
      4,
      'targets[1].page.kind',
      'did you mean log-on-form?',
    ],
    [
      'a page that is only its kind',
      target('id: two, url: "https://two.example/", page: landing'),
      4,
      'targets[1].page',
      "is the text 'landing'; write fields",
    ],
    [
      'a landing page without choices',
      target('id: two, url: "https://two.example/", page: { kind: landing }'),
      4,
      'targets[1].page.choices',
      'is missing',
    ],
    [
      'a form with choices',
      target('id: two, url: "https://two.example/", page: { kind: log-on-form, choices: [x] }'),
      4,
      'targets[1].page.choices',
      'is not a field here',
    ],
    ['a check that there is not', `${smallest}required: [dns, tsl]`, 3, 'required[1]', "'tsl' is not possible here; did you mean tls?"],
    ['a time with a dot', `${smallest}serviceHours: { opensAt: 8.00, source: x }`, 3, 'serviceHours.opensAt', 'is not a time; write HH:MM'],
    ['25 hours', `${smallest}serviceHours: { opensAt: 25:00, source: x }`, 3, 'serviceHours.opensAt', 'is not a time'],
    ['hours without a source', `${smallest}serviceHours: { opensAt: 08:00 }`, 3, 'serviceHours.source', 'is missing'],
    [
      'inferred that is neither',
      target('id: two, url: "https://two.example/", inferred: maybe'),
      4,
      'targets[1].inferred',
      "is the text 'maybe'; write true or false",
    ],
    ['a site file in its place', 'resolvers: { hkex: [10.0.0.1] }', 1, 'resolvers', 'is not a field here'],
  ])('%s', async (_name, yaml, line, field, says) => {
    const folder = folderWith({ 'lab.yaml': yaml })
    const error = await refused(folder, { profiles: [`${folder}/lab.yaml`] })
    expect(error.exitCode).toBe(78)
    const mistake = error.mistakes.find((each) => each.field === field)
    expect(mistake).toMatchObject({ file: `${folder}/lab.yaml`, line, problem: expect.stringContaining(says) })
    expect(error.line).toContain(`${folder}/lab.yaml:`)
  })
})

describe('which profiles', () => {
  const ids = async (yaml: string, profiles: readonly string[] = []) =>
    (await loaded(folderWith({ 'site.yaml': yaml }), { profiles })).profiles.map(({ id }) => id)

  test('all three where nobody says', async () => expect(await ids('')).toEqual(['ccass', 'dms', 'ccms']))
  test('those of the site file', async () => expect(await ids('profiles: [ccms, dms]')).toEqual(['ccms', 'dms']))
  test('those of the flags before those of the site file', async () => expect(await ids('profiles: [ccms]', ['ccass'])).toEqual(['ccass']))
  test('one that is named twice is one', async () => expect(await ids('', ['ccms', 'ccms'])).toEqual(['ccms']))

  test('a file that the site file names stands beside it', async () => {
    const folder = folderWith({ 'etc/site.yaml': 'profiles: [profiles/lab.yaml]', 'etc/profiles/lab.yaml': smallest })
    expect((await loaded(folder, { site: `${folder}/etc/site.yaml` })).profiles.map(({ id }) => id)).toEqual(['lab'])
  })

  test('a file that the site file names and that is not there: 66 at its line', async () => {
    const folder = folderWith({ 'site.yaml': 'profiles:\n  - lab.yaml\n' })
    expect(await refused(folder)).toMatchObject({
      exitCode: 66,
      line: `${folder}/site.yaml:2: profiles[0]: 'lab.yaml' is not there (${folder}/lab.yaml)`,
    })
  })

  test('two profiles of one id: 78', async () => {
    const folder = folderWith({ 'mine.yaml': smallest.replace('lab', 'ccms') })
    const error = await refused(folder, { profiles: ['ccms', `${folder}/mine.yaml`] })
    expect(error).toMatchObject({
      exitCode: 78,
      line: expect.stringContaining(`two profiles have the id ccms: ccms and ${folder}/mine.yaml`),
    })
  })

  test('a misspelt name: 64', async () => {
    expect(await refused(folderWith({}), { profiles: ['ccsm'] })).toMatchObject({
      exitCode: 64,
      line: expect.stringContaining('is no profile; did you mean ccms?'),
    })
  })

  test('a file that is not there: 66', async () => {
    expect(await refused(folderWith({}), { profiles: ['./nowhere.yaml'] })).toMatchObject({
      exitCode: 66,
      line: '--profile ./nowhere.yaml: is not there',
    })
  })

  test('a name that would write over the screen', async () => {
    expect((await refused(folderWith({}), { profiles: ['./\u001b[2J.yaml'] })).line).toBe('--profile ./\uFFFD[2J.yaml: is not there')
  })

  test('a folder: 66', async () => {
    const folder = folderWith({})
    expect(await refused(folder, { profiles: [folder] })).toMatchObject({
      exitCode: 66,
      line: `--profile ${folder}: is a folder; name a file`,
    })
  })
})
