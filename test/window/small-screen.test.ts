import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { scenarioNames } from '../scenarios/scenario.ts'
import { recordedScreen } from './recorded-screen.ts'

/** Of 25: what stands below them may take the first, which names the program and the time. */
const ROOM = 22

const names = await scenarioNames()

describe.each(['en', 'zh-HK'] as const)('in %s', (language) => {
  test.each(names)('%s fits into the window, and says the verdict, whom to call and what', async (name) => {
    const { report, lines } = await recordedScreen(name, language)
    expect(lines.length).toBeLessThanOrEqual(ROOM)
    expect(lines.filter((line) => stringWidth(line) > 79)).toEqual([])
    const text = lines.join('')
    const [first] = report.causes.filter(({ severity }) => severity !== 'note')
    expect(text).not.toMatch(/\{\w+\}|undefined/)
    expect(text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/)
    if (first === undefined) return
    // Wherever a line ends.
    expect(text.replaceAll(' ', '')).toContain(`[${first.code}]`)
    if (first.owner.startsWith('site-')) expect(text).toContain('2222')
  })
})

test('colour adds nothing that is not said', async () => {
  const [plain, painted] = [await recordedScreen('tls-expired', 'en'), await recordedScreen('tls-expired', 'en', true)]
  expect(painted.lines.join('\n')).not.toBe(plain.lines.join('\n'))
  expect(painted.lines.map(stripVTControlCharacters)).toEqual(plain.lines)
})
