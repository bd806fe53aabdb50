/** The doors to the machine. Probes reach the outside through this interface alone, so that a test can put one door on another place. */

import type { Socket as UdpSocket } from 'node:dgram'
import type { Socket } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import type { Failure } from './failure.ts'

export interface Io {
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly net: Net
  readonly files: Files
  readonly env: Readonly<Record<string, string | undefined>>
  readonly processes: Processes
  readonly registry: Registry
  readonly machine: Machine
  readonly windows: Windows
  readonly smartcards: Smartcards
}

export interface Clock {
  /** The PC's clock, milliseconds since 1970-01-01T00:00Z. It may be wrong: that is one of the things we look for. */
  wallMs(): number
  /** Milliseconds on a clock that never jumps: every elapsed time is measured with it. */
  monotonicMs(): number
  /** Minutes that the PC's time zone is ahead of UTC; Hong Kong is 480. */
  utcOffsetMinutes(): number
}

export type Endpoint = { readonly address: string; readonly port: number }

/** What the PC's routing table says of a destination: the source address that it would use, or a local refusal. No packet is sent. */
export type Route = { readonly source: string } | { readonly failure: Failure }

export type TcpOutcome = { readonly socket: Socket; readonly elapsedMs: number } | { readonly failure: Failure; readonly elapsedMs: number }

export interface Net {
  udpSocket(family: 4 | 6): UdpSocket
  route(endpoint: Endpoint): Promise<Route>
  /** Connects to one address, never a name. `limitMs` counts from the moment the attempt starts, not from when it had to wait its turn. */
  connectTcp(endpoint: Endpoint, limitMs: number, signal: AbortSignal): Promise<TcpOutcome>
  tls(options: ConnectionOptions): TLSSocket
  /** PEM certificates of one of the PC's root stores; `[]` where the runtime cannot say. The system's takes some 70 ms the first time. */
  roots(store: 'bundled' | 'system'): readonly string[]
}

export interface Files {
  /** Reads a whole file, up to `maxBytes`; a larger one is `too-large`, never cut. */
  read(path: string, maxBytes: number): Promise<{ readonly content: Buffer } | { readonly failure: Failure }>
  list(folder: string): Promise<{ readonly names: readonly string[] } | { readonly failure: Failure }>
  /** Writes a whole file or none of it (another name, then renamed), for the user's eyes alone; makes its folder where there is none. */
  write(path: string, content: string | Uint8Array): Promise<{ readonly written: true } | { readonly failure: Failure }>
  /** Makes a folder of a name that nobody could make beforehand, for the user's eyes alone, where the system keeps what is passing. */
  temporaryFolder(prefix: string): Promise<TemporaryFolder | { readonly failure: Failure }>
}

export interface TemporaryFolder {
  readonly path: string
  /** Reads a file that a program has left in it. */
  read(name: string, maxBytes: number): Promise<{ readonly content: Buffer } | { readonly failure: Failure }>
  /** Bytes of all files in it, as far as they can be seen. */
  size(): Promise<number>
  /** Removes it with all that is in it, patiently: Windows lets nobody remove what a program that has just ended still holds. */
  remove(): Promise<{ readonly removed: true } | { readonly failure: Failure }>
}

export type ProcessOutcome =
  | { readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  /** Not started, or killed at its limit: what it had printed until then is kept. */
  | { readonly failure: Failure; readonly partialStdout: string }

export interface ProcessOptions {
  readonly limitMs: number
  readonly signal: AbortSignal
  readonly maxBytes?: number
  /** latin1: each character is one byte of it, for a program that prints in a code page of the PC's. utf8 unless said. */
  readonly encoding?: 'utf8' | 'latin1'
  readonly env?: Readonly<Record<string, string>>
  /** Goes to stdin when it comes; without it stdin is empty. A program that still waits for it does not keep ours from ending. */
  readonly stdin?: Promise<string>
  /** Told of what stdout brings, piece by piece, while the program runs. */
  readonly onStdout?: (piece: string) => void
}

/** A program that talks with us while it runs, over two pipes beside its own stdin, stdout and stderr: it reads its fd 3 and writes its fd 4. */
export interface Conversation {
  send(text: string): void
  /** Its end; what it had printed until then is kept. `exitCode` null where a signal ended it. */
  readonly ended: Promise<{ readonly exitCode: number | null; readonly stderr: string }>
  /** Ends it and all that it started, at once. */
  kill(): void
}

export interface ConversationOptions {
  /** Fires: it is ended, with all that it started. */
  readonly signal: AbortSignal
  readonly env?: Readonly<Record<string, string>>
  readonly onData: (piece: Buffer) => void
}

export interface Processes {
  /** Starts a program with arguments (no shell) and stays in touch with it. It never outlives this program by more than its own goodbye. */
  converse(file: string, args: readonly string[], options: ConversationOptions): Promise<Conversation | { readonly failure: Failure }>
  /** Runs a program with arguments (no shell); killed at `limitMs` (0: never) or when `signal` fires. `env` is added to the environment. */
  execFile(file: string, args: readonly string[], options: ProcessOptions): Promise<ProcessOutcome>
}

export type RegistryValue = string | number | readonly string[]

/** A registry key with its values and the subkeys below it, names as Windows spells them. */
export interface RegistryKey {
  readonly values: Readonly<Record<string, RegistryValue>>
  readonly subkeys: Readonly<Record<string, RegistryKey>>
}

export interface Registry {
  /**
   * `path` like `HKLM\SOFTWARE\…`. `failure.word` is `file-missing` where the key is not there, `not-supported` off Windows.
   * `values` leaves out what lies below the key: some hold the half of the registry.
   */
  read(
    path: string,
    signal: AbortSignal,
    depth?: 'whole' | 'values',
  ): Promise<{ readonly key: RegistryKey } | { readonly failure: Failure }>
}

export interface NetworkInterface {
  readonly name: string
  readonly address: string
  readonly prefix: number
  readonly internal: boolean
}

export type SystemLookup =
  | { readonly addresses: readonly string[]; readonly elapsedMs: number }
  | { readonly failure: Failure; readonly elapsedMs: number }

export interface UsbDevice {
  /** "04e6:5116", hexadecimal, as usb.ids and Windows' VID_/PID_ have it. */
  readonly id: string
  readonly name: string
  /** Classes of the device and its interfaces (USB-IF class codes): 0x0b is a smart card reader. */
  readonly classes: readonly number[]
  /** Name of the driver that runs it; null where none does. */
  readonly driver: string | null
}

/** What the runtime tells of the PC at once, without a process and without words of any language. */
export interface SystemFacts {
  /** "10.0.26100", "6.18.44-amd64" */
  readonly kernel: string
  /** "Windows 11 Pro"; elsewhere the kernel's own name of its version. */
  readonly name: string
  /** Of the machine: "x86_64", "arm64". */
  readonly architecture: string
  readonly memory: { readonly totalBytes: number; readonly freeBytes: number }
  /** temporary: where the browser's profile, the extracted library and the bundle go */
  readonly disks: readonly { readonly folder: 'system' | 'temporary'; readonly totalBytes: number; readonly freeBytes: number }[]
}

/** Network adapters as the system's API lists them, those without a link too. */
export interface Adapter {
  /** As the system shows it: "Ethernet", "乙太網路"; the same as in `interfaces()`. */
  readonly name: string
  /** Windows: its GUID, by which the registry knows it. */
  readonly id: string
  readonly state: 'up' | 'down' | 'unknown'
  /** IANA's ifType: 6 Ethernet, 71 Wi-Fi, 23 PPP, 131 tunnel, 24 loopback. */
  readonly type: number
  readonly dhcp: boolean
  readonly gateways: readonly string[]
  /** Of IPv4: the smallest is the way that is taken. */
  readonly metric: number
  readonly dnsSuffix: string
}

/** What takes a while to find out and nobody judges by. */
export interface SystemDetails {
  /** Null where it is told in another way (Linux: DMI's files). */
  readonly computer: { readonly maker: string; readonly model: string } | null
  /** What programs could still get, caches given back. */
  readonly availableBytes: number
  readonly swapTotalBytes: number
}

export interface System {
  facts(): Promise<SystemFacts | { readonly failure: Failure }>
  /** `not-supported` where the system has no such API, or native libraries are forbidden. */
  adapters(): Promise<{ readonly adapters: readonly Adapter[] } | { readonly failure: Failure }>
  /** By systeminformation; `not-supported` on Windows (see checks/io/system-details.ts). */
  details(limitMs: number, signal: AbortSignal): Promise<{ readonly details: SystemDetails } | { readonly failure: Failure }>
}

export interface Machine {
  readonly system: System
  /** The resolvers that this PC is configured with, as "ip" or "ip:port" / "[v6]:port". */
  resolvers(): readonly string[]
  interfaces(): readonly NetworkInterface[]
  /** Begins what `lookup` needs and takes its time, while it is not yet known whom to ask for. */
  prepareLookup?(): void
  /** The executable's own: where it lays the native library that it carries; null where nothing may be kept. Said once, before anything is asked. */
  keepLibraryIn?(folder: string | null): void
  /** `getaddrinfo`, in a child that is killed at `limitMs`; the whole is a failure `access-denied` where no child may start or live. */
  lookup(names: readonly string[], limitMs: number, signal: AbortSignal): Promise<Readonly<Record<string, SystemLookup>>>
  /** The USB devices that are plugged in. */
  usbDevices(limitMs: number, signal: AbortSignal): Promise<{ readonly devices: readonly UsbDevice[] } | { readonly failure: Failure }>
}

export const serviceStates = [
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'continue-pending',
  'pause-pending',
  'paused',
  'unknown',
] as const
export const serviceStarts = ['boot', 'system', 'automatic', 'manual', 'disabled', 'unknown'] as const

/** SERVICE_STATUS.dwCurrentState and QUERY_SERVICE_CONFIG.dwStartType (Microsoft, winsvc.h). */
export interface WindowsService {
  readonly state: (typeof serviceStates)[number]
  readonly start: (typeof serviceStarts)[number]
}

/** What Windows tells by its API: `not-supported` elsewhere; each has its way without a native library, where security software forbids one. */
export interface Windows {
  /** "156.0.3240.92" of an executable's version resource. */
  fileVersion(path: string): Promise<{ readonly version: string } | { readonly failure: Failure }>
  service(name: string, signal: AbortSignal): Promise<WindowsService | { readonly failure: Failure }>
  /** Whether the person sits at another PC (GetSystemMetrics SM_REMOTESESSION). */
  remoteSession(): Promise<{ readonly remote: boolean } | { readonly failure: Failure }>
}

export interface CardReader {
  readonly name: string
  /** SCARD_STATE_* bits without the event counter. */
  readonly state: number
  /** Answer to reset (ISO 7816-3), hexadecimal; empty where there is no card. */
  readonly atr: string
}

/** Which step of PC/SC failed: loading the system's library, then its functions in their order. */
export const smartcardSteps = ['library', 'SCardEstablishContext', 'SCardListReaders', 'SCardGetStatusChange'] as const

export type CardReaders =
  | { readonly readers: readonly CardReader[] }
  /** `failure.code` is the return value as Microsoft and pcsc-lite print it: "0x8010001D". */
  | { readonly failure: Failure; readonly step: (typeof smartcardSteps)[number] }

/** PC/SC (winscard.dll, libpcsclite.so.1, PCSC.framework). Looks, and never connects to a card: no PIN, no APDU. */
export interface Smartcards {
  readers(limitMs: number, signal: AbortSignal): Promise<CardReaders>
}
