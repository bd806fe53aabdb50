/**
 * The functions that a PAC script may call, as JavaScript that runs beside it in the sandbox: there they share its time limit,
 * and a regular expression that a pattern makes explode is stopped with it. They do what Edge's do (Chromium,
 * net/proxy_resolution/pac_js_library.h, behaves so), special characters in patterns included.
 *
 * Needs two functions of the host: `__resolve(name)`, addresses joined by ";" or null, and `__myAddresses()`, the same for this PC;
 * and `__inPrefix(address, prefix)` for "2001:db8::/32" or "10.0.0.0/8".
 */
export const pacLibrary = String.raw`
(() => {
  'use strict'
  const resolve = __resolve, own = __myAddresses, inPrefix = __inPrefix
  const ipv4 = (text) => {
    const parts = String(text).split('.')
    return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && part <= 255) ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : null
  }
  const list = (text) => (text ? text.split(';') : [])
  const firstV4 = (text) => list(text).find((address) => ipv4(address) !== null) ?? null
  const both = (a, b, mask) => (a & mask) === (b & mask)
  const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
  const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']

  // The last argument may be 'GMT'; without it the PC's own zone counts.
  const zoned = (args) => (args.at(-1) === 'GMT' ? { utc: true, args: args.slice(0, -1) } : { utc: false, args })
  const field = (name, utc) => new Date()['get' + (utc ? 'UTC' : '') + name]()
  // A range that ends before it begins goes round: FRI to MON, 22:00 to 06:00.
  const within = (from, now, to) => (from <= to ? from <= now && now <= to : now >= from || now <= to)

  // A day of the month, the name of a month, or a year: told apart by what they look like.
  const datePart = (text) => {
    const number = Number.parseInt(text, 10)
    if (Number.isNaN(number)) return { kind: 'Month', value: months.indexOf(String(text)) }
    return number < 32 ? { kind: 'Date', value: number } : { kind: 'FullYear', value: number }
  }
  const dateWeight = { FullYear: 10000, Month: 100, Date: 1 }
  const weigh = (parts) => parts.reduce((sum, { kind, value }) => sum + value * dateWeight[kind], 0)
  const seconds = ([hour, minute = 0, second = 0]) => Number(hour) * 3600 + Number(minute) * 60 + Number(second)

  const functions = {
    alert() {},
    dnsResolve: (host) => firstV4(resolve(String(host))),
    isResolvable: (host) => firstV4(resolve(String(host))) !== null,
    dnsResolveEx: (host) => resolve(String(host)) ?? '',
    isResolvableEx: (host) => resolve(String(host)) !== null,
    myIpAddress: () => firstV4(own()) ?? list(own())[0] ?? '127.0.0.1',
    myIpAddressEx: () => own(),
    isInNet(host, pattern, mask) {
      const address = ipv4(host) ?? ipv4(firstV4(resolve(String(host))))
      return address !== null && ipv4(pattern) !== null && ipv4(mask) !== null && both(address, ipv4(pattern), ipv4(mask))
    },
    isInNetEx: (address, prefix) => inPrefix(String(address), String(prefix)),
    sortIpAddressList: (text) => list(String(text)).sort((a, b) => b.includes(':') - a.includes(':')).join(';') || false,
    convert_addr: (text) => (ipv4(text) ?? 0) | 0,
    isPlainHostName: (host) => !/[.:]/.test(host),
    dnsDomainIs: (host, domain) => String(host).endsWith(domain),
    dnsDomainLevels: (host) => String(host).split('.').length - 1,
    localHostOrDomainIs: (host, full) => host == full || String(full).startsWith(host + '.'),
    shExpMatch: (text, pattern) => new RegExp('^' + String(pattern).replace(/\./g, '\\.').replace(/\*/g, '.*').replace(/\?/g, '.') + '$').test(text),
    weekdayRange(...all) {
      const { utc, args } = zoned(all)
      const from = days.indexOf(args[0]), to = args.length > 1 ? days.indexOf(args[1]) : from
      return from >= 0 && to >= 0 && within(from, field('Day', utc), to)
    },
    dateRange(...all) {
      const { utc, args } = zoned(all)
      const parts = args.map(datePart)
      const half = parts.length >> 1
      const from = half === 0 ? parts : parts.slice(0, half), to = half === 0 ? parts : parts.slice(half)
      const now = from.map(({ kind }) => ({ kind, value: field(kind, utc) }))
      return parts.length > 0 && within(weigh(from), weigh(now), weigh(to))
    },
    timeRange(...all) {
      const { utc, args } = zoned(all)
      const hour = field('Hours', utc)
      if (args.length === 1) return hour === Number(args[0])
      if (args.length === 2) return Number(args[0]) <= hour && hour <= Number(args[1])
      if (args.length !== 4 && args.length !== 6) throw new TypeError('timeRange takes 1, 2, 4 or 6 numbers')
      const half = args.length / 2
      const now = seconds([hour, field('Minutes', utc), half === 3 ? field('Seconds', utc) : 0])
      return within(seconds(args.slice(0, half)), now, seconds(args.slice(half)))
    },
  }
  for (const [name, value] of Object.entries(functions)) globalThis[name] = value
  for (const name of ['__resolve', '__myAddresses', '__inPrefix']) delete globalThis[name]
})()
`
