/** Whole guided runs against the lab. */

import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { verifyBundle, verifyExitCode } from '../../agent/bundle/verify.ts'
import { builtInProcedures } from '../../agent/guide/procedures/built-in.ts'
import { type GuideRecord, recordSchema } from '../../agent/guide/record.ts'
import { languages } from '../../checks/text.ts'
import { because, missingOpenssl } from '../identity/commands.ts'
import { type Lab, startLab } from '../lab/lab.ts'
import { ownsLoopbackRange } from '../lab/places.ts'
import { configurationOf, fileIn, goThrough, newPlace, type Place } from './guided.ts'

/** Two data centres need addresses of their own. */
const wholeRange = await ownsLoopbackRange()

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.stop())

/** Goes on though it is not the time, is nobody by name, and says yes to all. */
const willing = ['y', '', ...Array<string>(10).fill('1')]
const recordEnding = /\d{8}-\d{6}\.json$/
const read = async (place: Place, ending = recordEnding): Promise<GuideRecord> =>
  recordSchema.parse(JSON.parse(await readFile(await fileIn(place, ending), 'utf8')))

const validate = new Ajv2020({ strict: false, formats: { 'date-time': true } }).compile(z.toJSONSchema(recordSchema, { io: 'input' }))

describe('every built-in procedure, every session, in both languages', () => {
  const sessions = builtInProcedures.flatMap((procedure) =>
    procedure.sessions.map((session, index) => ({ procedure, session, number: index + 1 })),
  )
  test.each(sessions.map((each, at) => ({ ...each, language: languages[at % 2] ?? 'en', name: `${each.procedure.id} ${each.number}` })))(
    '$name',
    async ({ procedure, session, number, language }) => {
      await using place = await newPlace()
      const dated = session.date === null ? willing.slice(1) : willing
      const { code, stdout, stderr, questions } = await goThrough(
        lab,
        place,
        { name: procedure.id, session: number },
        { answers: dated, language },
      )
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      for (const { text, footnote } of session.steps) {
        for (const piece of [text[language], footnote?.text[language] ?? '']) expect(unwrapped(stdout)).toContain(unwrapped(piece))
      }
      const people = session.steps.filter(({ kind }) => kind === 'person')
      expect(questions.length).toBe(people.length + (session.date === null ? 1 : 2))
      const record = await read(place)
      const [recorded] = record.sessions
      expect(validate(record), JSON.stringify(validate.errors)).toBe(true)
      expect(recorded).toMatchObject({
        number,
        finished: true,
        timing: session.date === null ? 'undated' : 'after',
        person: '',
        from: null,
      })
      expect(recorded?.reportedByPerson.map(({ step, answer }) => [step, answer])).toEqual(people.map(({ id }) => [id, 'yes']))
      expect(recorded?.seenByMachine.map(({ step, outcome }) => [step, outcome])).toEqual(
        session.steps.filter(({ kind }) => kind === 'machine').map(({ id }) => [id, 'seen']),
      )
      expect(recorded?.runs).toHaveLength(1)
    },
  )
})

/** Blanks come and go where a line is broken. */
function unwrapped(text: string): string {
  return text.replace(/\s+/g, '')
}

describe('session 1 and session 2', () => {
  test.skipIf(!wholeRange)('side by side: session 1 is read from its record, each with the addresses that it was given', async () => {
    await using place = await newPlace()
    await using afterSwitch = await startLab('dns/switched')
    expect((await goThrough(lab, place, { name: 'ccass-2023-2fa', session: 1 }, { answers: willing })).code).toBe(0)
    const first = await fileIn(place, /session-1-[\d-]+\.json$/)
    const second = await goThrough(afterSwitch, place, { with: first }, { answers: ['y', 'Chan Tai Man', ...Array<string>(9).fill('1')] })
    expect(second.stderr).toBe('')
    expect(second.stdout).not.toContain('--with')
    const record = await read(place, /session-2-[\d-]+\.json$/)
    expect(record.sessions.map(({ number, person, from }) => [number, person, from?.signature ?? null])).toEqual([
      [1, '', 'this-install'],
      [2, 'Chan Tai Man', null],
    ])
    const [one, two] = record.sessions.map(({ runs }) => runs[0]?.names.find(({ name }) => name === 'www.ccass.com'))
    expect(one?.dataCentres).toEqual(['primary'])
    expect(two?.dataCentres).toEqual(['secondary'])
    const page = await readFile(await fileIn(place, /session-2-[\d-]+\.html$/), 'utf8')
    expect(page).toContain('The two sessions were given other addresses for ')
    for (const address of [...(one?.addresses ?? ['none']), ...(two?.addresses ?? ['none'])]) expect(page).toContain(address)
  })

  test('the session that is on by Hong Kong’s clock is taken, and nobody is asked whether to go on', async () => {
    await using place = await newPlace()
    const io = { ...lab.io, clock: { ...lab.io.clock, wallMs: () => Date.UTC(2023, 5, 10, 14, 30) } }
    const { stdout, questions } = await goThrough(lab, place, { name: 'dms-2023-2fa' }, { answers: ['', '1'], io })
    expect(stdout).toContain('Session 2: 10 June 2023 (Saturday), 22:00 to 23:00 Hong Kong time, secondary data centre')
    expect(questions[0]).toContain('Your name')
    expect((await read(place)).sessions[0]?.timing).toBe('within')
  })

  test('outside the hours it says so, and does nothing unless the person wants', async () => {
    await using place = await newPlace()
    const { code, stdout, questions } = await goThrough(lab, place, { name: 'ccass-2023-smartcard' }, { answers: ['3', '1', ''] })
    expect(code).toBe(3)
    expect(questions.map((each) => each.slice(0, 13))).toEqual(['Which session', 'Which session', 'Go on all the'])
    expect(stdout).toMatch(
      /This session is over\. By this PC’s clock it is .* Hong Kong time\.[\s\S]*Nothing was done, nothing was written\./,
    )
    expect((await readdir(place.folder)).filter((name) => name.startsWith('guide-'))).toEqual([])
  })
})

describe('what a machine saw and what a person said', () => {
  test('a fault: the machine’s step is not seen, its whole screen names the cause; what the person says changes nothing of it', async () => {
    await using place = await newPlace()
    await using faulty = await startLab('page/server-error')
    const { code, stdout } = await goThrough(faulty, place, { name: 'ccms-2fa-server' }, { answers: willing.slice(1) })
    expect(code).toBe(2)
    expect(stdout).toContain('NOT READY')
    const [session] = (await read(place)).sessions
    expect(session?.seenByMachine.map(({ outcome }) => outcome)).toEqual(['not-seen'])
    expect(session?.runs[0]).toMatchObject({ verdict: 'not-ready', causes: [{ code: 'page/server-error', severity: 'blocker' }] })
    expect(session?.reportedByPerson.map(({ answer }) => answer)).toEqual(['yes', 'yes'])
  })

  test('no, with what was seen instead: 2; not done: 3', async () => {
    await using place = await newPlace()
    const no = await goThrough(lab, place, { name: 'ccms-2fa-server' }, { answers: ['Lee', '2', 'an error of the proxy', '1'] })
    expect(no.code).toBe(2)
    expect((await read(place)).sessions[0]?.reportedByPerson[0]).toMatchObject({ answer: 'no', remark: 'an error of the proxy' })
    await using other = await newPlace()
    const notDone = await goThrough(lab, other, { name: 'ccms-2fa-server' }, { answers: ['', '1', '3', ''] })
    expect(notDone.code).toBe(3)
  })

  test('without --profile it looks by the procedure’s own: HKEX’s addresses, and what is inferred is called so', async () => {
    await using place = await newPlace()
    // Port 443 of the lab's addresses, where nobody listens.
    const configuration = { ...configurationOf(lab), profiles: [] }
    const { code } = await goThrough(lab, place, { name: 'ccass-2023-2fa', session: 1, configuration }, { answers: ['y', '', '1'] })
    expect(code).toBe(130)
    const [landing, twoFactor] = (await read(place)).sessions[0]?.seenByMachine ?? []
    expect(landing).toMatchObject({ outcome: 'not-seen', inferred: [] })
    expect(landing?.findings.map(({ id }) => id)).toEqual(['page.reach https://www.ccass.com', 'browser.page https://www.ccass.com'])
    expect(twoFactor).toMatchObject({ outcome: 'not-seen', inferred: ['https://sso.hkexposttrade.com.hk/sso'] })
    expect(await readFile(await fileIn(place, /\.html$/), 'utf8')).toContain('That this service uses this address is our inference.')
  })

  test('a folder that cannot be written is said at once, and ends as an error', async () => {
    await using place = await newPlace()
    const file = join(place.folder, 'a-file')
    await writeFile(file, '')
    const outputFolder = join(file, 'below')
    const { code, stderr } = await goThrough(lab, place, { name: 'ccms-2fa-server', outputFolder }, { answers: willing.slice(1) })
    expect(code).toBe(70)
    expect(stderr).toMatch(/could not be sealed[\s\S]*unfinished\.json could not be written \((?:ENOTDIR|EEXIST|ENOENT)\)/)
  })

  test('a page that the profile does not have is not checked, never seen', async () => {
    await using place = await newPlace()
    const file = join(place.folder, 'own.yaml')
    await writeFile(
      file,
      `id: own\ntitle: { en: Own }\naudience: users\nlogOn: none\nsessions: [{ steps: [{ id: look, kind: machine, text: { en: Look }, pages: ['https://www.ccass.com', 'https://elsewhere.example'] }] }]\n`,
    )
    expect((await goThrough(lab, place, { file }, { answers: [''] })).code).toBe(3)
    expect((await read(place)).sessions[0]?.seenByMachine.map(({ outcome }) => outcome)).toEqual(['not-checked'])
  })

  test('a record in which a person’s answer stands among the machine’s is none', async () => {
    await using place = await newPlace()
    await goThrough(lab, place, { name: 'ccms-2fa-server' }, { answers: willing.slice(1) })
    const record = await read(place)
    const [session] = record.sessions
    const [seen] = session?.seenByMachine ?? []
    if (session === undefined || seen === undefined) throw new Error('nothing recorded')
    const moved = { ...record, sessions: [{ ...session, seenByMachine: [{ ...seen, step: 'open' }] }] }
    expect(recordSchema.safeParse(moved).success).toBe(false)
    expect(recordSchema.safeParse({ ...record, sessions: [{ ...session, reportedByPerson: [{ ...seen }] }] }).success).toBe(false)
  })
})

describe('stopped and gone on with', () => {
  test('Ctrl-C at a prompt keeps what was recorded, signed and as unfinished; --resume asks the rest alone', async () => {
    await using place = await newPlace()
    const stopped = await goThrough(lab, place, { name: 'dms-2023-smartcard', session: 1 }, { answers: ['y', 'Wong', '1', '1'] })
    expect(stopped.code).toBe(130)
    expect(unwrapped(stopped.stdout)).toContain('guide--resume')
    const path = await fileIn(place, recordEnding)
    expect(await readFile(path.replace(/json$/, 'html'), 'utf8')).toContain('UNFINISHED')
    const half = await read(place)
    expect(half.sessions[0]).toMatchObject({ finished: false, reportedByPerson: [{ step: 'open' }, { step: 'choose' }] })

    const { code, questions } = await goThrough(lab, place, { resume: path }, { answers: ['1', '1'] })
    expect(code).toBe(0)
    expect(questions).toHaveLength(2)
    const whole = await read(place)
    expect(whole.sessions[0]).toMatchObject({ finished: true, person: 'Wong', seenByMachine: half.sessions[0]?.seenByMachine })
    expect(whole.sessions[0]?.reportedByPerson.map(({ step }) => step)).toEqual(['open', 'choose', 'log-on', 'log-out'])
    expect(await goThrough(lab, place, { resume: path }, { answers: [] })).toMatchObject({
      code: expect.stringContaining('nothing to go on with'),
    })
  })

  test('what was begun on another PC is gone on with there', async () => {
    await using place = await newPlace()
    await using otherPc = await newPlace()
    await goThrough(lab, place, { name: 'ccms-2fa-server' }, { answers: ['', '1'] })
    const resume = await fileIn(place, recordEnding)
    const elsewhere = { ...place, dataFolder: otherPc.dataFolder }
    expect(await goThrough(lab, elsewhere, { resume }, { answers: [] })).toMatchObject({
      code: expect.stringContaining('was begun on another PC'),
    })
    expect((await goThrough(lab, place, { resume }, { answers: ['1'] })).code).toBe(0)
  })

  test('a process that is killed leaves what was recorded after the last step', async () => {
    await using place = await newPlace()
    let left = ''
    const look = async () => {
      left = await readFile(await fileIn(place, /unfinished\.json$/), 'utf8')
      return '1'
    }
    await goThrough(lab, place, { name: 'ccms-2fa-server' }, { answers: ['', '1', look] })
    expect(recordSchema.parse(JSON.parse(left)).sessions[0]).toMatchObject({ finished: false, reportedByPerson: [{ step: 'open' }] })
    expect((await readdir(place.folder)).filter((name) => name.includes('unfinished'))).toEqual([])
    const file = join(place.folder, 'killed.unfinished.json')
    await writeFile(file, left)
    expect((await goThrough(lab, place, { resume: file }, { answers: ['1'] })).code).toBe(0)
    expect((await readdir(place.folder)).filter((name) => name.startsWith('killed'))).toEqual([
      'killed.html',
      'killed.json',
      'killed.json.p7s',
    ])
  })

  test('Ctrl-C while the machine looks, and before anything was recorded: nothing is written', async () => {
    await using place = await newPlace()
    await using silent = await startLab('dns/both-silent')
    const interruption = new AbortController()
    const named = () => {
      setTimeout(() => interruption.abort(), 300)
      return ''
    }
    const { code, stdout } = await goThrough(
      silent,
      place,
      { name: 'ccms-2fa-server' },
      { answers: [named], interrupted: interruption.signal },
    )
    expect(code).toBe(130)
    expect(stdout).toContain('Nothing was done, nothing was written.')
    expect((await readdir(place.folder)).filter((name) => name.startsWith('guide-'))).toEqual([])
  })
})

describe('the signature', () => {
  test.skipIf(missingOpenssl !== undefined)(`plain openssl verifies it, and sees a changed letter${because(missingOpenssl)}`, async () => {
    await using place = await newPlace()
    await goThrough(lab, place, { name: 'ccms-2fa-server' }, { answers: willing.slice(1) })
    const path = await fileIn(place, recordEnding)
    const device = join(place.dataFolder, 'identity', 'device.pem')
    const verify = () =>
      execFileSync(
        'openssl',
        ['cms', '-verify', '-inform', 'DER', '-in', `${path}.p7s`, '-content', path, '-binary', '-CAfile', device, '-purpose', 'any'],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      )
    expect(verify()).toEqual(await readFile(path))
    await writeFile(path, (await readFile(path, 'utf8')).replace('"answer": "yes"', '"answer": "no"'))
    expect(verify).toThrow('CMS Verification failure')
    expect(await goThrough(lab, place, { with: path }, { answers: [] })).toMatchObject({
      code: expect.stringMatching(/^--with .*: does not fit its signature \(content\)/),
    })
  })

  test('another PC’s and none are taken, and said so', async () => {
    await using place = await newPlace()
    await using otherPc = await newPlace()
    await goThrough(lab, place, { name: 'ccass-2023-2fa', session: 1 }, { answers: willing })
    const first = await fileIn(place, recordEnding)
    const second = async () => {
      await goThrough(lab, { ...place, dataFolder: otherPc.dataFolder }, { with: first }, { answers: ['y', '', '1'] })
      const path = await fileIn(place, /session-2-[\d-]+\.json$/)
      const from = recordSchema.parse(JSON.parse(await readFile(path, 'utf8'))).sessions[0]?.from?.signature
      await Promise.all(['', '.p7s'].map((ending) => rm(path + ending)))
      return from
    }
    expect(await second()).toBe('another-install')
    await rm(`${first}.p7s`)
    expect(await second()).toBe('none')
  })

  test('the evidence beside it is a bundle as of any run, and the record names its digest', async () => {
    await using place = await newPlace()
    await goThrough(lab, place, { name: 'ccms-2fa-server' }, { answers: willing.slice(1) })
    const bundle = (await read(place)).sessions[0]?.runs[0]?.bundle
    const path = await fileIn(place, /\.preflight\.zip$/)
    expect(path).toBe(join(dirname(path), bundle?.file ?? ''))
    const bytes = await readFile(path)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(bundle?.sha256)
    const device = new X509Certificate(await readFile(join(place.dataFolder, 'identity', 'device.pem')))
    expect(verifyExitCode(await verifyBundle(bytes, [device], async () => ({ kind: 'first-sight' })))).toBe(0)
  })
})

describe('what is refused, in one line', () => {
  test.each<[name: string, request: Parameters<typeof goThrough>[2], says: RegExp]>([
    [
      'a procedure that there is not',
      { name: 'ccass-2023-2fas' },
      /^'ccass-2023-2fas' is no procedure; did you mean ccass-2023-2fa\? \(terminal-preflight guide lists them; /,
    ],
    ['a session that there is not', { name: 'ccass-2023-2fa', session: 3 }, /^--session 3: this procedure has sessions 1 to 2$/],
    ['two procedures', { name: 'ccass-2023-2fa', file: 'own.yaml' }, /^a procedure is named twice/],
    ['a record that is not there', { with: 'none.json' }, /^--with none\.json: is not there$/],
    ['a session with --resume', { resume: 'none.json', session: 1 }, /^--resume goes on with what its record says/],
    ['nothing', {}, /^guide needs the name of a procedure/],
  ])('%s', async (_name, request, says) => {
    await using place = await newPlace()
    expect(await goThrough(lab, place, request, { answers: [] })).toMatchObject({ code: expect.stringMatching(says), stdout: '' })
  })

  test('a record of another procedure, of the same session, and what is no record', async () => {
    await using place = await newPlace()
    await goThrough(lab, place, { name: 'ccass-2023-2fa', session: 1 }, { answers: willing })
    const first = await fileIn(place, recordEnding)
    const refused = async (request: Parameters<typeof goThrough>[2]) => (await goThrough(lab, place, request, { answers: [] })).code
    expect(await refused({ with: first, name: 'dms-2023-2fa' })).toMatch(/is a record of another procedure \(ccass-2023-2fa\)$/)
    expect(await refused({ with: first, session: 1 })).toMatch(/holds session 1 already/)
    const other = join(place.folder, 'other.json')
    await writeFile(other, '{"schema":"terminal-preflight/guide-record/1"}')
    expect(await refused({ with: other })).toMatch(/is no record of this program's guide/)
  })
})
