import { describe, expect, test } from 'vitest'
import { isPast, sessionOn, timingOf } from '../../agent/guide/hours.ts'
import { askAnswer, askText, parseAnswer } from '../../agent/guide/person.ts'
import { builtInProcedures } from '../../agent/guide/procedures/built-in.ts'
import { guideWords } from '../../agent/guide/words.ts'

describe('an answer', () => {
  test.each([
    ['1', 'yes', ''],
    [' Y ', 'yes', ''],
    ['yes', 'yes', ''],
    ['是', 'yes', ''],
    ['１', 'yes', ''],
    ['1 a bit slow', 'yes', 'a bit slow'],
    ['yes, at once', 'yes', 'at once'],
    ['2', 'no', ''],
    ['No: HTTP 503', 'no', 'HTTP 503'],
    ['3', 'not-done', ''],
    ['not done - no card', 'not-done', 'no card'],
    ['未做', 'not-done', ''],
    ['否，沒有顯示：空白', 'no', '沒有顯示：空白'],
  ])('%s', (written, answer, remark) => {
    expect(parseAnswer(written)).toEqual({ answer, remark })
  })

  test.each(['', ' ', '4', '12', 'maybe', 'yesterday', 'nothing seen', '是的嗎'])('%j is none', (written) => {
    expect(parseAnswer(written)).toBeUndefined()
  })
})

function somebody(...answers: readonly (string | undefined)[]) {
  let shown = ''
  const questions: string[] = []
  const left = [...answers]
  const person = {
    ask: async (question: string) => {
      questions.push(question)
      return left.shift()
    },
    terminal: { stdout: { write: (text: string) => (shown += text) }, columns: 100 },
    words: guideWords.en,
  }
  return { person, questions, shown: () => shown }
}

describe('asking', () => {
  test('yes needs no remark; no and not done are asked for one, once', async () => {
    const yes = somebody('1')
    expect(await askAnswer('?', yes.person)).toEqual({ answer: 'yes', remark: '' })
    const no = somebody('2', 'HTTP 503')
    expect(await askAnswer('?', no.person)).toEqual({ answer: 'no', remark: 'HTTP 503' })
    const said = somebody('3 no card')
    expect(await askAnswer('?', said.person)).toEqual({ answer: 'not-done', remark: 'no card' })
    expect(said.questions).toHaveLength(1)
  })

  test('what is no answer is asked again, and a code typed here is not shown again', async () => {
    const lost = somebody('', '483920', '1')
    expect(await askAnswer('?', lost.person)).toEqual({ answer: 'yes', remark: '' })
    expect(lost.shown()).toBe('Please answer 1, 2 or 3.\nThat looks like a password or a code. It was not kept. Please leave it out.\n')
  })

  test('a remark that looks like a secret is not kept, however often', async () => {
    const careless = somebody('1 OTP 483920', 'PIN: 1234', 'it worked')
    expect(await askAnswer('?', careless.person)).toEqual({ answer: 'yes', remark: 'it worked' })
    const named = somebody('password: hunter2', 'Chan')
    expect(await askText('?', named.person)).toBe('Chan')
  })

  test('whoever stops has given no answer', async () => {
    expect(await askAnswer('?', somebody(undefined).person)).toBeUndefined()
    expect(await askAnswer('?', somebody('2', undefined).person)).toBeUndefined()
  })

  test('what a terminal would obey is made visible, and a book is cut', async () => {
    expect(await askText('?', somebody('a\u001b[31mb').person)).toBe('a\uFFFD[31mb')
    expect((await askText('?', somebody('x'.repeat(1000)).person))?.length).toBe(300)
  })
})

describe('the hours of a session, in Hong Kong', () => {
  const session = { date: '2023-06-10', hours: { from: '18:00', to: '20:00' } }
  const at = (hour: number, minute: number) => Date.UTC(2023, 5, 10, hour, minute)
  test.each([
    ['a minute before', at(9, 59), 'before'],
    ['its first minute', at(10, 0), 'within'],
    ['its last', at(11, 59), 'within'],
    ['when it ends', at(12, 0), 'after'],
    ['the day before', at(10, 0) - 86_400_000, 'before'],
  ])('%s', (_name, nowMs, timing) => {
    expect(timingOf(session, nowMs)).toBe(timing)
  })

  test('without hours it is the day; without a date nothing can be said', () => {
    expect(timingOf({ date: '2023-06-10', hours: null }, Date.UTC(2023, 5, 9, 16, 0))).toBe('within')
    expect(timingOf({ date: '2023-06-10', hours: null }, Date.UTC(2023, 5, 10, 16, 0))).toBe('after')
    expect(timingOf({ date: null, hours: { from: '18:00', to: '20:00' } }, at(10, 0))).toBe('undated')
  })

  test('the session that is on is found, and a drill that is over is known', () => {
    const drill = builtInProcedures.find(({ id }) => id === 'ccass-2023-2fa')
    const template = builtInProcedures.find(({ id }) => id === 'ccass-next-2fa')
    if (drill === undefined || template === undefined) throw new Error('not there')
    expect([at(10, 30), at(14, 30), at(13, 0)].map((nowMs) => sessionOn(drill, nowMs))).toEqual([1, 2, null])
    expect([isPast(drill, at(14, 30)), isPast(drill, at(16, 0)), isPast(template, at(16, 0))]).toEqual([false, true, false])
    expect(sessionOn(template, at(10, 30))).toBeNull()
  })
})
