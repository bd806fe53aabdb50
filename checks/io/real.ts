import { getServers } from 'node:dns'
import { networkInterfaces } from 'node:os'
import { isSea } from 'node:sea'
import type { Clock, Io, Machine, NetworkInterface, Processes } from '../io.ts'
import { monotonicMs } from '../monotonic.ts'
import { realFiles } from './files.ts'
import { childLookup, executableHelper, type HelperCommand, nodeHelper } from './lookup.ts'
import { keepLibraryIn } from './native.ts'
import { realNet } from './net.ts'
import { realProcesses } from './processes.ts'
import { realRegistry } from './registry.ts'
import { realSmartcards } from './smartcards.ts'
import { realSystem } from './system.ts'
import { realUsbDevices } from './usb.ts'
import { realWindows } from './windows.ts'

/** The machine as it is. */
export function realIo(helper: HelperCommand = isSea() ? executableHelper : nodeHelper): Io {
  const processes = realProcesses()
  const systemRoot = process.env.SystemRoot ?? 'C:\\Windows'
  return {
    platform: process.platform,
    clock: realClock(),
    net: realNet(),
    files: realFiles(),
    env: process.env,
    processes,
    registry: realRegistry(process.platform, processes, systemRoot),
    machine: realMachine(processes, helper, process.platform === 'win32' ? systemRoot : '/'),
    windows: realWindows(process.platform, processes, systemRoot),
    smartcards: realSmartcards(process.platform),
  }
}

function realClock(): Clock {
  return {
    wallMs: () => Date.now(),
    monotonicMs,
    // getTimezoneOffset is minutes behind UTC; adding 0 keeps UTC from reading -0
    utcOffsetMinutes: () => 0 - new Date().getTimezoneOffset(),
  }
}

function realMachine(processes: Processes, helper: HelperCommand, systemFolder: string): Machine {
  return {
    resolvers: getServers,
    interfaces,
    ...childLookup(processes, helper),
    keepLibraryIn,
    usbDevices: realUsbDevices(process.platform),
    system: realSystem(process.platform, systemFolder),
  }
}

function interfaces(): NetworkInterface[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.map(({ address, cidr, internal }) => ({ name, address, prefix: Number(cidr?.split('/')[1] ?? 0), internal })),
  )
}
