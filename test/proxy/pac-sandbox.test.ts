import { afterAll, describe, expect, test } from 'vitest'
import { createSandbox, type PacRequest, type Sandbox } from '../../checks/proxy/pac-sandbox.ts'

const asked: Omit<PacRequest, 'script'> = {
  url: 'https://www.terminal.test/',
  host: 'www.terminal.test',
  known: new Map([
    ['in.test', ['2001:db8::1', '10.1.2.3']],
    ['none.test', []],
  ]),
  myAddresses: ['192.0.2.10', '2001:db8::10'],
}

const shared = createSandbox()
afterAll(shared.close)

const run = (script: string, sandbox: Sandbox = shared) => sandbox.run({ ...asked, script })
/** The value of an expression inside FindProxyForURL(url, host). */
const evaluate = async (expression: string) => {
  const outcome = await run(`function FindProxyForURL(url, host) { return JSON.stringify(${expression}) }`)
  return outcome.kind === 'answer' ? JSON.parse(outcome.text) : outcome
}

describe('the functions that a script may call', () => {
  test.each<[expression: string, expected: unknown]>([
    ['[url, host]', ['https://www.terminal.test/', 'www.terminal.test']],
    ['isPlainHostName("www")', true],
    ['isPlainHostName(host)', false],
    ['dnsDomainIs(host, ".terminal.test")', true],
    ['dnsDomainIs(host, ".terminal.example")', false],
    ['dnsDomainLevels(host)', 2],
    ['localHostOrDomainIs("www", "www.terminal.test")', true],
    ['localHostOrDomainIs(host, "www.terminal.test")', true],
    ['localHostOrDomainIs("www.terminal", "mail.terminal.test")', false],
    ['shExpMatch(host, "*.terminal.test")', true],
    ['shExpMatch(host, "www.terminal.t?st")', true],
    ['shExpMatch(host, "terminal")', false],
    ['shExpMatch("wwwxterminal.test", "www.terminal.test")', false],
    // Edge's function takes the pattern for a regular expression otherwise, and scripts rely on it.
    ['shExpMatch(host, "(mail|www).terminal.test")', true],
    ['dnsResolve("in.test")', '10.1.2.3'],
    ['dnsResolve("none.test")', null],
    ['dnsResolve("10.9.8.7")', '10.9.8.7'],
    ['isResolvable("in.test")', true],
    ['isResolvable("none.test")', false],
    ['dnsResolveEx("in.test")', '2001:db8::1;10.1.2.3'],
    ['dnsResolveEx("none.test")', ''],
    ['isResolvableEx("in.test")', true],
    ['isInNet("10.1.2.3", "10.1.0.0", "255.255.0.0")', true],
    ['isInNet("in.test", "10.1.0.0", "255.255.0.0")', true],
    ['isInNet("in.test", "10.2.0.0", "255.255.0.0")', false],
    ['isInNet("none.test", "0.0.0.0", "0.0.0.0")', false],
    ['isInNet("10.1.2.3", "nonsense", "255.0.0.0")', false],
    ['isInNet("200.1.2.3", "200.0.0.0", "255.0.0.0")', true],
    ['isInNetEx("2001:db8::7", "2001:db8::/32")', true],
    ['isInNetEx("10.1.2.3", "10.0.0.0/8")', true],
    ['isInNetEx("10.1.2.3", "2001:db8::/32")', false],
    ['isInNetEx("10.1.2.3", "10.0.0.0/64")', false],
    ['sortIpAddressList("10.0.0.1;2001:db8::1")', '2001:db8::1;10.0.0.1'],
    ['myIpAddress()', '192.0.2.10'],
    ['myIpAddressEx()', '192.0.2.10;2001:db8::10'],
    ['convert_addr("1.2.3.4")', 16909060],
    ['alert("nobody sees it") === undefined', true],
    ['weekdayRange("SUN", "SAT")', true],
    ['weekdayRange("NODAY")', false],
    ['dateRange("JAN", "DEC")', true],
    ['dateRange(1, 31)', true],
    ['dateRange(1990)', false],
    ['dateRange(1, "JAN", 2000, 31, "DEC", 2999, "GMT")', true],
    ['dateRange(1, "JAN", 1990, 31, "DEC", 1991)', false],
    ['timeRange(0, 23)', true],
    ['timeRange(0, 0, 23, 59)', true],
    ['timeRange(0, 0, 0, 23, 59, 59, "GMT")', true],
    ['[new Date().getDay()].every((day) => weekdayRange(["SUN","MON","TUE","WED","THU","FRI","SAT"][day]))', true],
    ['[new Date().getUTCHours()].every((hour) => timeRange((hour + 1) % 24, 0, (hour + 2) % 24, 0, "GMT"))', false],
    ['[new Date().getUTCHours()].every((hour) => timeRange(hour, 0, (hour + 1) % 24, 0, "GMT"))', true],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected)
  })

  test('nothing of the machine is there', async () => {
    const names = ['process', 'require', 'fetch', 'setTimeout', '__resolve', '__myAddresses', '__inPrefix']
    expect(await evaluate(`[${names.map((name) => `typeof ${name}`)}].every((type) => type === 'undefined')`)).toBe(true)
  })
})

describe('scripts as people write them', () => {
  test.each<[name: string, script: string]>([
    ['a function in a variable', 'var FindProxyForURL = function (url, host) { return "PROXY a:1" }'],
    ['a constant arrow function', 'const FindProxyForURL = (url, host) => "PROXY a:1"'],
    ['today’s JavaScript', 'function FindProxyForURL(url, host) { const none = null; return none?.x ?? `PROXY a:1` }'],
    [
      'a call inside another',
      'function FindProxyForURL(url, host) { return shExpMatch(dnsResolve("in.test"), "10.*") ? "PROXY a:1" : "DIRECT" }',
    ],
    [
      'a call in a callback',
      'function FindProxyForURL(url, host) { return ["10.0.0.0"].some(function (net) { return isInNet("in.test", net, "255.0.0.0") }) ? "PROXY a:1" : "DIRECT" }',
    ],
    ['a name looked up as it loads', 'var own = dnsResolve("in.test"); function FindProxyForURL() { return own ? "PROXY a:1" : "DIRECT" }'],
  ])('%s', async (_name, script) => {
    expect(await run(script)).toEqual({ kind: 'answer', text: 'PROXY a:1' })
  })
})

describe('a name that nobody looked up yet', () => {
  test.each<[name: string, script: string]>([
    ['in the function', 'function FindProxyForURL() { return dnsResolve("new.test") ? "DIRECT" : "PROXY a:1" }'],
    ['as it loads', 'var own = dnsResolve("new.test"); function FindProxyForURL() { return "DIRECT" }'],
    ['behind a catch that hides it', 'function FindProxyForURL() { try { dnsResolve("new.test") } catch (e) {} return "DIRECT" }'],
    ['in a loop', 'function FindProxyForURL() { for (;;) isResolvable("new.test") }'],
  ])('%s is asked for', async (_name, script) => {
    expect(await run(script)).toEqual({ kind: 'needs', name: 'new.test' })
  })
})

describe('scripts that do not work', () => {
  test.each<[name: string, script: string, stage: string, error: string]>([
    ['cut off', 'function FindProxyForURL(url, host) { return "DIR', 'load', 'syntax'],
    ['a web page', '<!doctype html><title>Sign in</title>', 'load', 'syntax'],
    ['empty', '', 'load', 'no-function'],
    ['another function', 'function FindProxyForUrl() { return "DIRECT" }', 'load', 'no-function'],
    ['throws as it loads', 'undefinedName(); function FindProxyForURL() { return "DIRECT" }', 'load', 'threw'],
    ['throws', 'function FindProxyForURL() { throw new Error("no") }', 'run', 'threw'],
    ['throws what is no error', 'function FindProxyForURL() { throw "no" }', 'run', 'threw'],
    ['answers a number', 'function FindProxyForURL() { return 5 }', 'run', 'not-a-text'],
    ['answers nothing', 'function FindProxyForURL() {}', 'run', 'not-a-text'],
    ['calls itself for ever', 'function f() { return f() + 1 } function FindProxyForURL() { return f() }', 'run', 'threw'],
    ['a text that grows for ever', 'function FindProxyForURL() { let a = "x"; for (;;) a += a }', 'run', 'threw'],
  ])('%s', async (_name, script, stage, error) => {
    expect(await run(script)).toMatchObject({ kind: 'error', stage, error })
  })

  test.each<[name: string, script: string, stage: string]>([
    ['while it loads', 'while (true) {}', 'load'],
    ['when it is asked', 'function FindProxyForURL() { while (true) {} }', 'run'],
    ['though it catches its interruption', 'function FindProxyForURL() { for (;;) try { while (true) {} } catch (e) {} }', 'run'],
    [
      'in a pattern that explodes',
      `function FindProxyForURL() { return String(shExpMatch("${'a'.repeat(60)}", "${'*a'.repeat(20)}b")) }`,
      'run',
    ],
    ['in one long step of the engine', 'function FindProxyForURL() { const a = []; for (;;) a.push(new Array(100000).fill(7)) }', 'run'],
  ])('never ends %s: it is stopped, and not run again', async (_name, script, stage) => {
    const sandbox = createSandbox()
    expect(await run(script, sandbox)).toMatchObject({ kind: 'error', stage, error: 'time-limit' })
    expect(await run('function FindProxyForURL() { return "DIRECT" }', sandbox)).toMatchObject({ kind: 'error', error: 'time-limit' })
  })
})

test('the program is not held while a script runs, and closing ends it', async () => {
  const sandbox = createSandbox()
  const running = run('function FindProxyForURL() { const a = []; for (;;) a.push(new Array(100000).fill(7)) }', sandbox)
  // Were the script on this thread, nothing here would happen before its end.
  await new Promise((resolve) => setImmediate(resolve))
  sandbox.close()
  expect(await running).toMatchObject({ error: 'time-limit' })
})
