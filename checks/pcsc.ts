/**
 * Numbers of PC/SC, the same on every system (PC/SC Workgroup, part 5; winscard.h and winerror.h; pcsclite.h).
 */

/** Return values, as they are printed: eight hexadecimal digits. */
export const pcscCodes = {
  accessDenied: '0x00000005', // ERROR_ACCESS_DENIED
  brokenPipe: '0x0000006D', // ERROR_BROKEN_PIPE: a remote session without redirection of smart cards (Microsoft, "SCardEstablishContext")
  insufficientBuffer: '0x80100008', // SCARD_E_INSUFFICIENT_BUFFER
  unknownReader: '0x80100009', // SCARD_E_UNKNOWN_READER
  timeout: '0x8010000A', // SCARD_E_TIMEOUT
  noService: '0x8010001D', // SCARD_E_NO_SERVICE
  serviceStopped: '0x8010001E', // SCARD_E_SERVICE_STOPPED
  noAccess: '0x80100027', // SCARD_E_NO_ACCESS
  noReadersAvailable: '0x8010002E', // SCARD_E_NO_READERS_AVAILABLE
  securityViolation: '0x8010006A', // SCARD_W_SECURITY_VIOLATION: what polkit's no becomes
} as const

/** SCARD_STATE_*: what SCardGetStatusChange says of a reader. */
export const readerStates = {
  unknown: 0x0004,
  unavailable: 0x0008,
  empty: 0x0010,
  present: 0x0020,
  exclusive: 0x0080,
  inUse: 0x0100,
  mute: 0x0200,
  unpowered: 0x0400,
} as const

/** USB-IF class code of a smart card reader (Chip/Smart Card, specification CCID). */
export const USB_SMART_CARD_CLASS = 0x0b

/**
 * Readers that Windows makes up itself, each with a card for ever in it: those of Windows Hello (Fedict/eid-mw#57 has the trouble of another
 * program with them), of a virtual smart card in the TPM (Microsoft, "Virtual Smart Card Overview"), and of a laptop's SIM
 * ("Microsoft UICC ISO Reader 3f873476 0"). A card that somebody holds goes into none of them.
 */
export function isMadeByWindows(readerName: string): boolean {
  return /^(?:Windows Hello for Business|Microsoft Virtual Smart Card|Microsoft UICC ISO Reader(?: [0-9a-f]+)?) \d+$/i.test(readerName)
}
