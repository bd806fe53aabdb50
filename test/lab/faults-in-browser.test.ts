import { expect, test } from 'vitest'
import { diagnose } from './diagnosing.ts'
import { abilities, faults, healthy, unmetNeed } from './faults.ts'

const able = await abilities('real')
const missing = 'missing' in able.browser ? able.browser.missing : undefined
const full = process.env.TEST_FULL === '1'

/** Those of which the browser alone knows, or knows better; all of them in the slow run. */
const wanted = faults.filter(
  (fault) => full || fault === healthy || fault.name.startsWith('browser/') || fault.withoutBrowser !== undefined,
)

// One after the other: more browsers than cores would be slow for want of them.
test.for(wanted.map((fault) => [fault.name, fault] as const))('%s, with a real browser', async ([, fault], { skip }) => {
  skip(missing !== undefined, `no browser that the lab can start: it lacks ${missing}`)
  const unmet = unmetNeed(fault, able)
  skip(unmet !== null, `it needs ${unmet}`)
  const { said, expected, report, causes } = await diagnose(fault, { browser: 'real' })
  expect(said).toEqual(expected)
  for (const each of causes) expect(report.causes).toContainEqual(expect.objectContaining(each))
})
