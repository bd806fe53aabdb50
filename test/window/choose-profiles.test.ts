import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { CHOICE_FILE, chooseProfiles, readAnswer } from '../../agent/window/choose-profiles.ts'
import { realFiles } from '../../checks/io/files.ts'

let dataFolder: string
beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'choose-'))
  onTestFinished(() => rm(dataFolder, { recursive: true }))
})

/** A person who gives these answers. */
function choose(answers: readonly (string | undefined)[], asks = true) {
  const asked: string[] = []
  const told: string[] = []
  const window = {
    isOwn: async () => true,
    open: async () => false,
    hold: async () => {},
    askLine: async (question: string) => {
      asked.push(question)
      return answers[asked.length - 1]
    },
  }
  const chosen = chooseProfiles({ io: { files: realFiles() }, window, language: 'en', dataFolder, asks, print: (line) => told.push(line) })
  return chosen.then((profiles) => ({ profiles, asked: asked.length, told: told.length }))
}

test.each([
  ['1', ['ccass']],
  ['31', ['ccass', 'ccms']],
  [' 2, 3 ', ['dms', 'ccms']],
  ['２、３', ['dms', 'ccms']],
  ['', []],
  ['4', undefined],
  ['ccms', undefined],
])('%j', (answer, profiles) => {
  expect(readAnswer(answer)).toEqual(profiles)
})

test('asked once: the answer is kept, and asked for again where the file is gone or damaged', async () => {
  expect(await choose(['3'])).toEqual({ profiles: ['ccms'], asked: 1, told: 0 })
  expect(await choose([])).toEqual({ profiles: ['ccms'], asked: 0, told: 0 })
  await writeFile(join(dataFolder, CHOICE_FILE), '{"profiles":["../../x"]}')
  expect(await choose(['what?', '1'])).toEqual({ profiles: ['ccass'], asked: 2, told: 1 })
  expect(JSON.parse(await readFile(join(dataFolder, CHOICE_FILE), 'utf8'))).toEqual({ profiles: ['ccass'] })
})

test('whoever ends the question is answered for everything, and asked again the next time', async () => {
  expect(await choose([undefined])).toEqual({ profiles: [], asked: 1, told: 0 })
  expect(await choose(['2'])).toEqual({ profiles: ['dms'], asked: 1, told: 0 })
})

test('where nobody is to be asked, what was kept counts and nothing else', async () => {
  expect(await choose(['2'], false)).toEqual({ profiles: undefined, asked: 0, told: 0 })
  await choose([''])
  expect(await choose(['2'], false)).toEqual({ profiles: [], asked: 0, told: 0 })
})
