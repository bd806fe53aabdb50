import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linuxUsbDevices } from '../../checks/io/usb/linux.ts'
import { type DeviceNode, usbDeviceOf, windowsUsbDevices } from '../../checks/io/usb/windows.ts'
import { realUsbDevices } from '../../checks/io/usb.ts'

const never = new AbortController().signal

/**
 * Laid out as Documentation/ABI/stable/sysfs-bus-usb says. The readers are real ones: SCM SCR331 (blog.apdu.fr, "What is in a PC/SC reader
 * name?") and Swissbit iShield Key 2 Pro, a key with a keyboard and a reader in it (LudovicRousseau/CCID#196).
 */
const sysfs: Readonly<Record<string, string>> = {
  'usb1/idVendor': '1d6b\n',
  'usb1/bDeviceClass': '09\n',
  '1-0:1.0/bInterfaceClass': '09\n',
  '2-3/idVendor': '04e6\n',
  '2-3/idProduct': 'e001\n',
  '2-3/product': 'SCRx31 USB Smart Card Reader\n',
  '2-3/bDeviceClass': '00\n',
  '2-3:1.0/bInterfaceClass': '0b\n',
  '2-3:1.0/driver': 'usbfs',
  '1-4.2/idVendor': '1370\n',
  '1-4.2/idProduct': '0911\n',
  '1-4.2/product': 'iShield Key 2 Pro\n',
  '1-4.2/bDeviceClass': '00\n',
  '1-4.2:1.0/bInterfaceClass': '03\n',
  '1-4.2:1.0/driver': 'usbhid',
  '1-4.2:1.1/bInterfaceClass': '0b\n',
  '1-5/idVendor': '058f\n',
  '1-5/idProduct': '9540\n',
  '1-5/bDeviceClass': '00\n',
  '1-6/idVendor': 'gone\n',
  '1-6/idProduct': '0001\n',
  '1-7/product': 'unplugged while it was read\n',
}

describe('Linux', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-usb-'))
    for (const [path, content] of Object.entries(sysfs)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      if (path.endsWith('/driver')) await symlink(`../../../../bus/usb/drivers/${content}`, join(folder, path))
      else await writeFile(join(folder, path), content)
    }
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('devices with the classes of their interfaces, and the driver of the one that is a reader', async () => {
    const found = await linuxUsbDevices(folder)
    const devices = 'devices' in found ? found.devices.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : found
    expect(devices).toEqual([
      { id: '04e6:e001', name: 'SCRx31 USB Smart Card Reader', classes: [0x0b], driver: 'usbfs' },
      { id: '058f:9540', name: '058f:9540', classes: [], driver: null },
      { id: '1370:0911', name: 'iShield Key 2 Pro', classes: [0x03, 0x0b], driver: null },
    ])
  })

  test('a PC without USB', async () => {
    expect(await linuxUsbDevices(join(folder, 'nowhere'))).toEqual({ devices: [] })
  })

  test('what is no folder', async () => {
    expect(await linuxUsbDevices(join(folder, 'usb1/idVendor'))).toMatchObject({ failure: { word: 'not-a-directory' } })
  })
})

describe('Windows', () => {
  const readerIds = ['USB\\Class_0b&SubClass_00&Prot_00', 'USB\\Class_0b&SubClass_00', 'USB\\Class_0b']
  /**
   * A reader in a composite device whose driver fails to load: the fields of `pnputil /enum-devices /problem /deviceids` as somebody published
   * them (Windows Server 2022, problem 31). That listing names no service; WUDFRd is the one that its driver has (wudfusbcciddriver.inf).
   */
  const failing: DeviceNode = {
    instanceId: 'USB\\VID_0A5C&PID_5833&MI_01\\6&1ff64837&0&0001',
    description: 'Microsoft Usbccid Smartcard Reader (UMDF2)',
    compatibleIds: readerIds,
    service: 'WUDFRd',
    hasProblem: true,
  }
  const base = { id: '0a5c:5833', name: failing.description, classes: [0x0b] }

  test.each<[what: string, node: Partial<DeviceNode>, driver: string | null]>([
    ['a reader whose driver fails has none that runs it', {}, null],
    ['a reader that works', { hasProblem: false }, 'WUDFRd'],
    ['a reader for which no driver was found', { hasProblem: true, service: '' }, null],
    ['a reader without a driver that nobody calls a problem', { hasProblem: false, service: '' }, null],
  ])('%s', (_what, changed, driver) => {
    expect(usbDeviceOf({ ...failing, ...changed })).toEqual({ ...base, driver })
  })

  // Assembled from "Standard USB Identifiers" (Microsoft, Windows drivers).
  test.each<[what: string, node: Partial<DeviceNode>, classes: number[] | undefined]>([
    ['the whole of a composite device', { compatibleIds: ['USB\\DevClass_00&SubClass_00&Prot_00', 'USB\\COMPOSITE'] }, undefined],
    ['a hub of the PC itself', { instanceId: 'USB\\ROOT_HUB30\\4&2b2b4d1c&0&0' }, undefined],
    ['a device with a class of its own', { compatibleIds: ['USB\\DevClass_09&SubClass_00&Prot_01', 'USB\\DevClass_09'] }, [9]],
    ['small letters', { compatibleIds: ['usb\\class_0B'] }, [0x0b]],
    ['nothing known of it', { compatibleIds: [] }, []],
    ['something else there', { compatibleIds: ['USB\\MS_COMP_WINUSB', 'HID\\Class_0b'] }, []],
  ])('%s', (_what, changed, classes) => {
    expect(usbDeviceOf({ ...failing, ...changed })?.classes).toEqual(classes)
  })

  test('a device that has no name is called by its number', () => {
    expect(usbDeviceOf({ ...failing, description: '' })?.name).toBe('0a5c:5833')
  })

  test.skipIf(process.platform === 'win32')('where its library is not there, it is said', async () => {
    expect(await windowsUsbDevices()).toMatchObject({ failure: { word: 'not-supported' } })
  })
})

describe('the door', () => {
  test('a run that was cut short', async () => {
    expect(await realUsbDevices('linux')(1000, AbortSignal.abort())).toEqual({ failure: { word: 'cancelled', code: 'cancelled' } })
  })

  test('another system', async () => {
    expect(await realUsbDevices('freebsd')(1000, never)).toEqual({ failure: { word: 'not-supported', code: 'not-supported' } })
  })

  test.runIf(process.platform === 'linux')('this PC', async () => {
    expect(await realUsbDevices('linux')(10_000, never)).toMatchObject({ devices: expect.any(Array) })
  })
})
