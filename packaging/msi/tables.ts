/**
 * The tables that wixl 0.101 doesn't make, or makes otherwise. Each is described on Microsoft's page of its name.
 *
 * Who may set them: SITE, TRUST, SITEFOLDER and TASK reach the installer's service from an administrator's command line alone. Were they
 * in SecureCustomProperties, any user could repair the package, elevated, with a TRUST= of their own (Microsoft, "Restricted Public
 * Properties": REINSTALL is on that list), and would be trusted by this PC.
 */

import { customActions } from './actions.ts'
import { UPGRADE_CODE } from './identity.ts'
import { EXECUTABLE, fileName, installedFile, machineFolder, SITE_FILE, TRUST_FILE, trustFolder } from './layout.ts'
import { executeSequence, uiSequence } from './sequence.ts'
import type { Table } from './text-archive.ts'

/** msidbRemoveFileInstallModeOnInstall, …OnRemove. */
const ON_INSTALL = 1
const ON_REMOVE = 2
/** Not msidbMoveFileOptionsMove. */
const COPY = 0
/** msidbUpgradeAttributesVersionMinInclusive; …OnlyDetect. */
const FROM_MIN = 0x100
const ONLY_DETECT = 2

/**
 * Administrators' own, in SDDL: owner and group the administrators; nothing inherited (P), since %ProgramData% lets every user add files;
 * full access to SYSTEM and administrators, to users reading alone (FILE_GENERIC_READ | FILE_GENERIC_EXECUTE), and the same for all inside (OICI).
 * Microsoft, "MsiLockPermissionsEx Table" (Windows Installer 5.0), "Security Descriptor String Format". The agent trusts no other folder (agent/request/ownership.ts).
 */
export const ADMINISTRATORS_OWN = 'O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)'

const REFUSAL =
  'A newer version of Terminal Preflight is installed already; remove it first. 已安裝較新版本的 Terminal Preflight；請先將它移除。'

export function ownTables(version: string): readonly Table[] {
  return [
    executeSequence,
    uiSequence,
    customActions,
    upgrade(version),
    launchCondition,
    environment,
    lockedFolders,
    removedFiles,
    copiedFiles,
  ]
}

function upgrade(version: string): Table {
  return {
    name: 'Upgrade',
    columns: [
      ['UpgradeCode', 's38'],
      ['VersionMin', 'S20'],
      ['VersionMax', 'S20'],
      ['Language', 'S255'],
      ['Attributes', 'i4'],
      ['Remove', 'S255'],
      ['ActionProperty', 's72'],
    ],
    keys: 5,
    rows: [
      [UPGRADE_CODE, '0.0.0', version, null, FROM_MIN, null, 'OLDERFOUND'],
      [UPGRADE_CODE, version, null, null, ONLY_DETECT, null, 'NEWERFOUND'],
    ],
  }
}

const launchCondition: Table = {
  name: 'LaunchCondition',
  columns: [
    ['Condition', 's255'],
    ['Description', 'l255'],
  ],
  keys: 1,
  rows: [['Installed OR NOT NEWERFOUND', REFUSAL]],
}

/** "=-*": set when installed, removed when removed, for the whole machine; "[~]": what the variable held before. */
const environment: Table = {
  name: 'Environment',
  columns: [
    ['Environment', 's72'],
    ['Name', 'l255'],
    ['Value', 'L255'],
    ['Component_', 's72'],
  ],
  keys: 1,
  rows: [['Path', '=-*PATH', '[~];[ProgramFolder]', installedFile(EXECUTABLE).id]],
}

const lockedFolders: Table = {
  name: 'MsiLockPermissionsEx',
  columns: [
    ['MsiLockPermissionsEx', 's72'],
    ['LockObject', 's72'],
    ['Table', 's32'],
    ['SDDLText', 's0'],
    ['Condition', 'S255'],
  ],
  keys: 1,
  rows: [machineFolder, trustFolder].map(({ id }) => [id, id, 'CreateFolder', ADMINISTRATORS_OWN, null]),
}

/**
 * What stands in a file's way is removed before it is copied: written over, it would keep its owner, who may be any user. Where a
 * property named here is not set (sequence.ts), nothing is removed: so an upgrade leaves everything, and removing for good takes it away.
 */
const removedFiles: Table = {
  name: 'RemoveFile',
  columns: [
    ['FileKey', 's72'],
    ['Component_', 's72'],
    ['FileName', 'L255'],
    ['DirProperty', 's72'],
    ['InstallMode', 'i2'],
  ],
  keys: 1,
  rows: [
    ['SiteBefore', machineFolder.id, fileName(SITE_FILE), 'SiteReplaced', ON_INSTALL],
    ['TrustBefore', trustFolder.id, fileName(TRUST_FILE), 'TrustReplaced', ON_INSTALL],
    ['PemBefore', machineFolder.id, '*.pem', 'PemReplaced', ON_INSTALL],
    ['Site', machineFolder.id, fileName(SITE_FILE), 'MachineCleared', ON_REMOVE],
    ['Pem', machineFolder.id, '*.pem', 'MachineCleared', ON_REMOVE],
    ['Trust', trustFolder.id, fileName(TRUST_FILE), 'TrustCleared', ON_REMOVE],
  ],
}

/** Without a name, the property holds the path of the file itself; where it is not set, nothing is copied. */
const copiedFiles: Table = {
  name: 'MoveFile',
  columns: [
    ['FileKey', 's72'],
    ['Component_', 's72'],
    ['SourceName', 'S255'],
    ['DestName', 'L255'],
    ['SourceFolder', 'S72'],
    ['DestFolder', 's72'],
    ['Options', 'i2'],
  ],
  keys: 1,
  rows: [
    ['Site', machineFolder.id, null, fileName(SITE_FILE), 'SiteSource', machineFolder.id, COPY],
    ['Trust', trustFolder.id, null, fileName(TRUST_FILE), 'TrustSource', trustFolder.id, COPY],
    ['Pem', machineFolder.id, '*.pem', null, 'PemSource', machineFolder.id, COPY],
  ],
}
