import { expect, test } from 'vitest'
import { isOfSameOrganisation } from '../../checks/page/organisation.ts'

test.each([
  ['idp.hkexposttrade.com.hk', 'sso.hkexposttrade.com.hk', true],
  ['hkexposttrade.com.hk', 'sso.hkexposttrade.com.hk', true],
  ['sso.hkexposttrade.com.hk', 'sso.hkexposttrade.com.hk', true],
  ['www.elsewhere.com.hk', 'sso.hkexposttrade.com.hk', false],
  ['elsewhere.com.hk', 'broker.com.hk', false],
  ['sso.broker.com.hk', 'broker.com.hk', true],
  ['nothkexposttrade.com.hk', 'sso.hkexposttrade.com.hk', false],
  ['secure.ccass.com', 'www.ccass.com', true],
  ['secure.ccass.com', 'ccass.com', true],
  ['elsewhere.com', 'ccass.com', false],
])('%s and %s: %s', (host, other, same) => {
  expect(isOfSameOrganisation(host, other)).toBe(same)
})
