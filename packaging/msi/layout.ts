/** What the package lays where. */

import { componentId } from './identity.ts'

/** Folder below %ProgramFiles%. */
export const PROGRAM_FOLDER = 'TerminalPreflight'
/** The machine's own folder below %ProgramData% (agent/profile/find-site.ts), and what the package may bring there. */
export const MACHINE_FOLDER = 'TerminalPreflight'
export const TRUST_FOLDER = 'trust'
export const SITE_FILE = 'site.yaml'
export const TRUST_FILE = 'helpdesk.pem'

export const EXECUTABLE = 'terminal-preflight.exe'
export const TASK_FILE = 'scheduled-task.xml'

/** One file, one component: what belongs together is not for the installer to decide (Microsoft, "Organizing Applications into Components"). */
export interface InstalledFile {
  /** Key of its rows in the tables File and Component. */
  readonly id: string
  readonly componentId: string
  readonly name: string
}

export function installedFile(name: string): InstalledFile {
  return {
    id: name.replace(/[^A-Za-z0-9_.]/g, '_').replace(/^(?=[^A-Za-z_])/, '_'),
    componentId: componentId(`%ProgramFiles%\\${PROGRAM_FOLDER}\\${name}`),
    name,
  }
}

export interface InstalledFolder {
  /** Key of its rows in the tables Directory and Component. Not all capitals: such a property could be set on the command line. */
  readonly id: string
  readonly componentId: string
  readonly name: string
}

export const machineFolder: InstalledFolder = {
  id: 'MachineFolder',
  componentId: componentId(`%ProgramData%\\${MACHINE_FOLDER}`),
  name: MACHINE_FOLDER,
}

export const trustFolder: InstalledFolder = {
  id: 'TrustFolder',
  componentId: componentId(`%ProgramData%\\${MACHINE_FOLDER}\\${TRUST_FOLDER}`),
  name: TRUST_FOLDER,
}

/** "TERMIN~1.EXE|terminal-preflight.exe": the installer wants a name of 8 and 3 characters beside a longer one (Microsoft, "Filename"). */
export function fileName(name: string, number = 1): string {
  if (/^[A-Za-z0-9_]{1,8}(?:\.[A-Za-z0-9_]{1,3})?$/.test(name)) return name
  const dot = name.lastIndexOf('.')
  const plain = (text: string, most: number) =>
    text
      .replace(/[^A-Za-z0-9_]/g, '')
      .slice(0, most)
      .toUpperCase()
  const tail = `~${number}`
  const extension = dot > 0 ? `.${plain(name.slice(dot + 1), 3)}` : ''
  return `${plain(dot > 0 ? name.slice(0, dot) : name, 8 - tail.length)}${tail}${extension}|${name}`
}
