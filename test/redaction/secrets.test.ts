/** What a policy promises to take away is nowhere in what comes out: in no field, and in no other spelling. */

import { describe, expect, test } from 'vitest'
import { redactionPolicies } from '../../agent/redaction/policy.ts'
import { redact } from '../../agent/redaction/redact.ts'
import type { Treatment } from '../../agent/redaction/treatments.ts'
import { fill, fullestRun } from './planted.ts'
import { key, scenarioRuns } from './support.ts'

const full = fullestRun(await scenarioRuns())
const people = { ...full, run: { ...full.run, agent: { ...full.run.agent, account: 'ZQBANK\\zqchan', hostName: 'ZQDESK-7.zqbank.test' } } }

const base64 = (text: string) => Buffer.from(text).toString('base64')
const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('base64')
const percent = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('')

/** As it stands, and as other programs write it. */
function spellings(secret: string): string[] {
  return [secret, encodeURIComponent(secret), base64(secret), utf16(secret), percent(secret), Buffer.from(secret).toString('hex')].map(
    (each) => each.toLowerCase(),
  )
}

function foundIn(value: unknown, secrets: readonly string[]): string[] {
  const text = JSON.stringify(value).toLowerCase()
  return secrets.filter((secret) => spellings(secret).some((each) => text.includes(each)))
}

interface Plant {
  readonly what: string
  readonly text: (held: string) => string
  readonly secrets: readonly string[]
  /** A word alone is none of these fields' secrets: it may be their word. */
  readonly not?: readonly Treatment[]
  readonly strictOnly?: boolean
}

/** Where a host's name is kept by `standard`, and where a word of a system stands, somebody's name is a word like another. */
const named: readonly Treatment[] = [
  'code',
  'host',
  'endpoint',
  'pattern',
  'policy-value',
  'address',
  'computer',
  'account',
  'usb-id',
  'range',
  'reference',
  'url',
  'refresh',
]

const plants: readonly Plant[] = [
  { what: 'user and password in a URL', text: () => 'https://zqlogin:zqpassw0rd@host.example:8443/a', secrets: ['zqlogin', 'zqpassw0rd'] },
  { what: 'a password with signs in it', text: () => 'http://zqlogin:zq@pa:ss@host.example/', secrets: ['zqlogin', 'zq@pa'] },
  { what: 'user and password of a proxy', text: () => 'zqlogin:zqpassw0rd@proxy.example:8080', secrets: ['zqlogin', 'zqpassw0rd'] },
  { what: 'a query', text: () => 'https://www.ccass.com/a?zqname=zqvalue', secrets: ['zqname', 'zqvalue'] },
  {
    what: 'a query behind what was there',
    text: (held) => `${held}?zqname=zqvalue&b=zqmore`,
    secrets: ['zqname', 'zqvalue', 'zqmore'],
    not: ['date'],
  },
  { what: 'a fragment', text: () => 'https://www.ccass.com/a#zqfragment', secrets: ['zqfragment'] },
  { what: 'a session behind a path', text: () => 'https://www.ccass.com/a;jsessionid=zqsession1', secrets: ['zqsession1'] },
  {
    what: 'a web token',
    text: () => 'https://www.ccass.com/cb/eyJzqhbGciOiJIUzI1NiJ9.eyJ6cTEyMzQ1Njc4OTAifQ.abc',
    secrets: ['eyJzqhbGciOiJIUzI1NiJ9', 'eyJ6cTEyMzQ1Njc4OTAifQ'],
  },
  {
    what: 'a web token in a sentence',
    text: () => 'refused: eyJzqhbGciOiJIUzI1NiJ9.eyJ6cTEyMzQ1Njc4OTAifQ.x',
    secrets: ['eyJzqhbGciOiJIUzI1NiJ9', 'eyJ6cTEyMzQ1Njc4OTAifQ'],
  },
  { what: 'basic authentication', text: () => `Authorization: Basic ${base64('zqlogin:zqpassw0rd')}`, secrets: ['zqlogin:zqpassw0rd'] },
  { what: 'a bearer', text: () => 'sent Bearer zq-bearer-0815 and failed', secrets: ['zq-bearer-0815'] },
  { what: 'a cookie', text: () => 'Set-Cookie: zqsid=zqcookie; Path=/zqpath; HttpOnly', secrets: ['zqsid', 'zqcookie', 'zqpath'] },
  { what: 'a password in a sentence', text: () => 'log on with password=zqpassw0rd, please', secrets: ['zqpassw0rd'] },
  { what: 'an e-mail address', text: () => 'Welcome zq.somebody@bank.example', secrets: ['zq.somebody'] },
  { what: 'a profile folder', text: () => 'C:\\Users\\zqchan\\AppData\\Local\\Temp\\x.log', secrets: ['zqchan'] },
  { what: 'somebody else’s', text: () => 'D:\\Documents and Settings\\zq wong\\x.log', secrets: ['zq wong'] },
  { what: 'a folder with the domain behind it', text: () => 'C:/Users/zqchan.ZQBANK/x', secrets: ['zqchan'] },
  { what: 'a short name', text: () => 'C:\\Users\\ZQCHAN~1\\AppData\\x', secrets: ['zqchan'] },
  { what: 'a folder in a URL', text: () => 'file:///C:/Users/zq%20wong/proxy.pac', secrets: ['zq%20wong', 'zq wong'] },
  { what: 'a home', text: () => '/home/zqlee/.config/x', secrets: ['zqlee'] },
  { what: 'a home of macOS', text: () => '/Users/zqlee/Library/x', secrets: ['zqlee'] },
  { what: 'a roaming profile', text: () => '\\\\files.example\\profiles$\\zqlee\\x', secrets: ['zqlee'] },
  { what: 'a security identifier', text: () => 'HKU\\S-1-5-21-47110815-1-2-1001\\SOFTWARE', secrets: ['47110815'] },
  { what: 'the user in a sentence', text: () => 'Welcome, ZQChan! (zqchan-laptop)', secrets: ['zqchan'] },
  { what: 'the user alone', text: () => 'zqchan', secrets: ['zqchan'], not: [...named, 'usb-id'] },
  { what: 'the PC', text: () => 'logged on to ZQDESK-7 today', secrets: ['zqdesk-7'], strictOnly: true },
  { what: 'the PC alone', text: () => 'zqdesk-7', secrets: ['zqdesk-7'], strictOnly: true, not: ['code'] },
  { what: 'the PC with its domain', text: () => 'zqdesk-7.zqbank.test', secrets: ['zqdesk-7', 'zqbank'], strictOnly: true },
  {
    what: 'a server of the site',
    text: () => 'https://zqwiki.zqbank.test:8443/zqteam/zqpage',
    secrets: ['zqwiki', 'zqbank', 'zqteam', 'zqpage'],
    strictOnly: true,
  },
  { what: 'a share', text: () => '\\\\zqfiles\\share\\x.pac', secrets: ['zqfiles'], strictOnly: true },
  { what: 'a hardware address', text: () => 'adapter 00:1a:2b:3c:4d:5e', secrets: ['1a:2b:3c'], strictOnly: true },
  { what: 'a hardware address with dashes', text: () => '00-1A-2B-3C-4D-5E', secrets: ['1a-2b-3c'], strictOnly: true },
  { what: 'an address of the site', text: () => 'refused by 10.77.66.55', secrets: ['10.77.66.55'], strictOnly: true },
  { what: 'an address alone', text: () => '10.77.66.55', secrets: ['10.77.66.55'], strictOnly: true, not: ['version'] },
  { what: 'an address with a port', text: () => '10.77.66.55:8080', secrets: ['10.77.66.55'], strictOnly: true },
  { what: 'an address with a hardware address in it', text: () => 'fe80::21a:2bff:fe3c:4d5e%13', secrets: ['21a:2bff'], strictOnly: true },
]

describe.each(redactionPolicies)('%s', (policy) => {
  const held = plants.filter(({ strictOnly }) => policy === 'strict' || strictOnly !== true)

  test.each(held)('$what', ({ text, secrets, not = [] }) => {
    const { files, count } = fill(people, text, (treatment) => !not.includes(treatment))
    expect(count).toBeGreaterThan(20)
    expect(foundIn(files.evidence, secrets).length).toBeGreaterThan(0)
    expect(foundIn(redact(files, policy, key), secrets)).toEqual([])
  })

  test('user and password, query and fragment of a target and of a proxy in the settings', () => {
    const [target, ...others] = people.settings.targets
    if (target === undefined) throw new Error('no target')
    const url = 'https://zqlogin:zqpassw0rd@www.ccass.com/a?zqname=zqvalue#zqfragment'
    const settings = {
      ...people.settings,
      targets: [{ ...target, url }, ...others],
      proxy: { kind: 'proxy', proxy: 'zqlogin:zqpassw0rd@p.example:8080' } as const,
    }
    const redacted = redact({ ...people, settings }, policy, key)
    expect(foundIn(redacted, ['zqlogin', 'zqpassw0rd', 'zqname', 'zqvalue', 'zqfragment'])).toEqual([])
    expect(redacted.settings.targets[0]?.url).toMatch(/^https:\/\/www\.ccass\.com\/a\?q-\w{7}#\.\.\.$/)
  })
})

describe('strict, devices', () => {
  const strict = (text: string, treatment: Treatment) =>
    JSON.stringify(
      redact(
        fill(
          people,
          () => text,
          (each) => each === treatment,
        ).files,
        'strict',
        key,
      ),
    )

  test.each(['ZQ-Trading-Floor 5G', 'enx001a2b3c4d5e', 'wlx001a2b3c4d5e', 'VPN zqbank'])('an adapter called %s', (name) => {
    expect(strict(name, 'adapter')).not.toContain(name)
  })

  test.each([
    'ACS ACR39U ICC Reader [CCID Interface] (ZQ0815) 00 00',
    'HID OMNIKEY 3x21 Smart Card Reader [OMNIKEY 3x21] (ZQ0815AB) 01 00',
    'Reader ZQ0815123456',
  ])('the serial number in %s', (name) => {
    const redacted = strict(name, 'reader')
    expect(redacted).not.toContain('ZQ0815')
    expect(redacted).toContain(name.slice(0, 6))
  })

  test('a serial number behind vendor and product', () => {
    expect(strict('072f:90cc:ZQ0815', 'usb-id')).not.toContain('ZQ0815')
    expect(strict('072f:90cc:ZQ0815', 'usb-id')).toContain('072f:90cc')
  })

  test('pictures and texts of a page', () => {
    const redacted = redact(people, 'strict', key)
    for (const visit of redacted.evidence.browser?.visits ?? []) {
      expect(visit.screenshot).toBeNull()
      expect(visit.consoleErrors).toEqual([])
      expect(['', '[text]', undefined]).toContain(visit.page?.title)
    }
    expect(people.evidence.browser?.visits.some(({ screenshot }) => screenshot !== null)).toBe(true)
  })
})

test('what standard keeps on purpose', () => {
  const kept = {
    'the PC': ['zqdesk-7', 'computer'],
    'the domain': ['zqbank', 'account'],
    'host names of the site': ['proxy.zqbank.test', 'host'],
    addresses: ['10.77.66.55', 'address'],
    'adapters and Wi-Fi': ['ZQ-Trading-Floor 5G', 'adapter'],
    'serial numbers of readers': ['ACR39U (ZQ0815) 00 00', 'reader'],
    'texts of pages': ['Guest network of the bank', 'labels'],
    'paths of PAC scripts': ['http://pac.zqbank.test/desk/proxy.pac', 'url'],
  } as const satisfies Record<string, readonly [string, Treatment]>
  for (const [text, treatment] of Object.values(kept)) {
    const { files } = fill(
      people,
      () => text,
      (each) => each === treatment,
    )
    expect(foundIn(redact(files, 'standard', key), [text])).toEqual([text])
    expect(foundIn(redact(files, 'strict', key), [text])).toEqual([])
  }
  const messages = (policy: 'standard' | 'strict') => redact(people, policy, key).evidence.browser?.visits[0]?.consoleErrors
  expect([messages('standard'), messages('strict')]).toEqual([['x'], []])
})

test.each([
  'a',
  'a.',
  '1.',
  ':a',
  'a:',
  '/users/',
  'Users\\a ',
  '@',
  'a@',
  'a=',
  '?a=',
  '-a1',
  'é',
  '\ud800',
  'eyJ',
  '::',
  'https://',
  '%5c',
  'cookie:',
  ' ',
])('a text of %j alone, everywhere and as a name, neither fails nor takes long', (part) => {
  const text = part.repeat(20_000 / part.length)
  const { files } = fill(
    people,
    () => text,
    (treatment) => ['text', 'path', 'error', 'computer'].includes(treatment),
  )
  const agent = { ...files.run.agent, hostName: text, account: text, session: text }
  for (const policy of redactionPolicies) {
    const startedMs = performance.now()
    expect(redact({ ...files, run: { ...files.run, agent } }, policy, key).run.agent.version).toBe(agent.version)
    // A hundred such texts; what grows with the square of their length takes minutes.
    expect(performance.now() - startedMs).toBeLessThan(20_000)
  }
})
