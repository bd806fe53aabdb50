import { expect, test } from 'vitest'
import { identityOf } from '../../checks/browser/identity.ts'

const headless =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36 HeadlessEdg/156.0.0.0'

test('without a window it says what it says with one', () => {
  const { userAgent, userAgentMetadata } = identityOf('edge', headless) as {
    userAgent: string
    userAgentMetadata: { brands: object[]; platform: string }
  }
  expect(userAgent).toBe(
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
  )
  expect(userAgentMetadata.platform).toBe('Windows')
  expect(userAgentMetadata.brands).toEqual(
    expect.arrayContaining([
      { brand: 'Microsoft Edge', version: '156' },
      { brand: 'Chromium', version: '156' },
    ]),
  )
})

test('one that does not call itself headless stays as it is', () => {
  expect(identityOf('edge', headless.replaceAll('Headless', ''))).toBeNull()
})
