/**
 * What no table of the installer does: names of folders, and two programs of Windows' own, each by its full path (Microsoft, "Custom
 * Action Type 51", "Custom Action Type 34").
 */

import { MACHINE_FOLDER, SITE_FILE, TASK_FILE, TRUST_FILE, TRUST_FOLDER } from './layout.ts'
import type { Table } from './text-archive.ts'

/** msidbCustomActionTypeTextData + msidbCustomActionTypeProperty: sets the property Source to the text Target. */
const SET_PROPERTY = 51
/** msidbCustomActionTypeExe + Directory + InScript + NoImpersonate: the command line Target, as SYSTEM, within the transaction; any exit code but 0 ends it. */
const RUN = 34 + 1024 + 2048
/** msidbCustomActionTypeContinue: whatever the exit code is. …Rollback: only where the installation is taken back. */
const ANYHOW = 64
const TAKEN_BACK = 256

const machinePath = `[CommonAppDataFolder]${MACHINE_FOLDER}\\`
const trustPath = `${machinePath}${TRUST_FOLDER}\\`
const TASK_NAME = 'Terminal Preflight'
const deleteTask = `"[System64Folder]schtasks.exe" /Delete /F /TN "${TASK_NAME}"`

export const customActions: Table = {
  name: 'CustomAction',
  columns: [
    ['Action', 's72'],
    ['Type', 'i2'],
    ['Source', 'S72'],
    ['Target', 'S255'],
    ['ExtendedType', 'I4'],
  ],
  keys: 1,
  rows: [
    ...Object.entries({
      SiteFile: `${machinePath}${SITE_FILE}`,
      TrustFile: `${trustPath}${TRUST_FILE}`,
      MachinePath: machinePath,
      MachinePathUnended: `[CommonAppDataFolder]${MACHINE_FOLDER}`,
      SiteSource: '[SITE]',
      TrustSource: '[TRUST]',
      PemSource: '[SITEFOLDER]',
      SiteReplaced: machinePath,
      TrustReplaced: trustPath,
      PemReplaced: machinePath,
      MachineCleared: machinePath,
      TrustCleared: trustPath,
      ARPINSTALLLOCATION: '[ProgramFolder]',
    }).map(([property, value]) => [`Set${property}`, SET_PROPERTY, property, value, null]),
    // MoveFiles passes over a file that isn't there, and a wrong path would go unnoticed: so the copy is looked at. findstr ends with 0 where it finds.
    ['CheckSiteFile', RUN, 'MachineFolder', `"[System64Folder]findstr.exe" /M /R "." "${machinePath}${SITE_FILE}"`, null],
    ['CheckTrustFile', RUN, 'TrustFolder', `"[System64Folder]findstr.exe" /M /C:"BEGIN CERTIFICATE" "${trustPath}${TRUST_FILE}"`, null],
    [
      'CreateTask',
      RUN,
      'ProgramFolder',
      `"[System64Folder]schtasks.exe" /Create /F /TN "${TASK_NAME}" /XML "[ProgramFolder]${TASK_FILE}"`,
      null,
    ],
    ['TakeTaskBack', RUN + TAKEN_BACK + ANYHOW, 'ProgramFolder', deleteTask, null],
    ['DeleteTask', RUN + ANYHOW, 'ProgramFolder', deleteTask, null],
  ],
}
