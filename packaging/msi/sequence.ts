/** In which order what is done: Microsoft, "Suggested InstallExecuteSequence", and "Sequence restrictions" on each action's page. */

import type { Table } from './text-archive.ts'

/** Set by the installer where a newer package removes this one (Microsoft, "UPGRADINGPRODUCTCODE property"). */
const REMOVED_FOR_GOOD = 'REMOVE~="ALL" AND NOT UPGRADINGPRODUCTCODE'
const KEPT = 'NOT REMOVE~="ALL"'

const columns = [
  ['Action', 's72'],
  ['Condition', 'S255'],
  ['Sequence', 'I2'],
] as const

export const executeSequence: Table = {
  name: 'InstallExecuteSequence',
  columns,
  keys: 1,
  rows: [
    ['FindRelatedProducts', null, 25],
    ['LaunchConditions', null, 100],
    ['ValidateProductID', null, 700],
    // Before anything is costed: the table RemoveFile is looked at then already.
    ['SetSiteFile', null, 710],
    ['SetTrustFile', null, 711],
    ['SetMachinePath', null, 712],
    ['SetMachinePathUnended', null, 713],
    // What lies in its place already is not removed to be copied from there.
    ['SetSiteSource', `SITE AND NOT (SITE ~= SiteFile) AND ${KEPT}`, 720],
    ['SetTrustSource', `TRUST AND NOT (TRUST ~= TrustFile) AND ${KEPT}`, 721],
    ['SetPemSource', `SITEFOLDER AND NOT (SITEFOLDER ~= MachinePath OR SITEFOLDER ~= MachinePathUnended) AND ${KEPT}`, 722],
    ['SetSiteReplaced', 'SiteSource', 730],
    ['SetTrustReplaced', 'TrustSource', 731],
    ['SetPemReplaced', 'PemSource', 732],
    ['SetMachineCleared', REMOVED_FOR_GOOD, 740],
    ['SetTrustCleared', REMOVED_FOR_GOOD, 741],
    ['CostInitialize', null, 800],
    ['FileCost', null, 900],
    ['CostFinalize', null, 1000],
    ['SetARPINSTALLLOCATION', null, 1010],
    ['InstallValidate', null, 1400],
    ['InstallInitialize', null, 1500],
    ['ProcessComponents', null, 1600],
    ['UnpublishFeatures', null, 1800],
    ['DeleteTask', REMOVED_FOR_GOOD, 3200],
    ['RemoveEnvironmentStrings', null, 3300],
    ['RemoveFiles', null, 3500],
    ['RemoveFolders', null, 3600],
    ['CreateFolders', null, 3700],
    ['MoveFiles', null, 3800],
    ['InstallFiles', null, 4000],
    ['CheckSiteFile', `SITE AND ${KEPT}`, 4010],
    ['CheckTrustFile', `TRUST AND ${KEPT}`, 4011],
    ['WriteEnvironmentStrings', null, 5200],
    ['RegisterUser', null, 6000],
    ['RegisterProduct', null, 6100],
    ['PublishFeatures', null, 6300],
    ['PublishProduct', null, 6400],
    ['TakeTaskBack', 'TASK="1" AND NOT Installed AND NOT OLDERFOUND', 6440],
    ['CreateTask', `TASK="1" AND ${KEPT}`, 6450],
    // The older version goes when the new one is in place: a component that both have stays, and with it what was copied into the machine's
    // own folder. Still within the transaction: if it can't be removed, everything is as it was.
    ['InstallExecute', null, 6500],
    ['RemoveExistingProducts', null, 6510],
    ['InstallFinalize', null, 6600],
  ],
}

/** What a double-click does first: there are no dialogs, but a refusal is shown. */
export const uiSequence: Table = {
  name: 'InstallUISequence',
  columns,
  keys: 1,
  rows: [
    ['FindRelatedProducts', null, 25],
    ['LaunchConditions', null, 100],
    ['ValidateProductID', null, 700],
    ['CostInitialize', null, 800],
    ['FileCost', null, 900],
    ['CostFinalize', null, 1000],
    ['ExecuteAction', null, 1300],
  ],
}
