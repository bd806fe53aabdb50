/** Names that are words as well: replaced where the field says that they are a name, and left alone in the middle of a text. */

/** Accounts and profile folders that every system has: they name nobody. */
const accounts = new Set([
  'admin',
  'administrator',
  'all users',
  'default',
  'default user',
  'defaultaccount',
  'guest',
  'local service',
  'localservice',
  'network service',
  'networkservice',
  'nobody',
  'public',
  'root',
  'shared',
  'system',
  'systemprofile',
  'unknown',
  'user',
  'users',
])

/** Words of the texts that are kept: of protocols, of Windows, and of what a terminal is called. */
const words = new Set(
  (
    'address agent browser card chrome chromium client code computer connection cookie desktop desk direct dns edge error ethernet ' +
    'failed file firewall gateway google home host http https info intel internet laptop lan line local login mail microsoft name network ' +
    'office page password path port print proxy reader realtek remote script server service site smart smartcard socks ssl table temp ' +
    'terminal test time tls token trading update usb virtual vpn wan web wifi windows work workgroup workstation www'
  ).split(' '),
)

const MIN_LENGTH = 3
/** A host name has at most 253 characters (RFC 1035), a folder's name 255. */
const MAX_LENGTH = 255
/** A port has five digits at most; a staff number of six and more is nobody's port. */
const numberLikePort = /^\d{1,5}$/

export function isGenericAccount(name: string): boolean {
  return name === '' || accounts.has(name.toLowerCase())
}

/** @param reserved text of the settings, in small letters, that names must not break */
export function isReplaceable(name: string, reserved: string): boolean {
  const lower = name.toLowerCase()
  if (lower.length < MIN_LENGTH || lower.length > MAX_LENGTH || !lower.isWellFormed() || numberLikePort.test(lower)) return false
  return !isGenericAccount(lower) && !words.has(lower) && !reserved.includes(lower)
}
