/** The package's properties (Microsoft, "Property Reference"). Text that people read is in both languages; the names are the same in both. */

import { UPGRADE_CODE } from './identity.ts'
import type { Table } from './text-archive.ts'

export const NAME = 'Terminal Preflight'
/** Key in the table Icon. */
export const ICON = 'Program.ico'

export function propertyTable(version: string, productCode: string, hasIcon: boolean): Table {
  const values = {
    ProductCode: productCode,
    UpgradeCode: UPGRADE_CODE,
    ProductName: NAME,
    ProductVersion: version,
    ProductLanguage: '1033',
    Manufacturer: NAME,
    // For every user of the PC.
    ALLUSERS: '1',
    // The folder is the package's own: a file in it is replaced whatever its version and date are.
    REINSTALLMODE: 'amus',
    // Never SITE, TRUST, SITEFOLDER or TASK: see "Who may set them" in tables.ts.
    SecureCustomProperties: 'NEWERFOUND;OLDERFOUND',
    ARPNOMODIFY: '1',
    ...(hasIcon ? { ARPPRODUCTICON: ICON } : {}),
    ARPCONTACT: 'Your own IT support. This is not HKEX’s software. 請聯絡貴公司的資訊科技支援。本程式並非香港交易所的軟件。',
    ARPCOMMENTS:
      'Checks whether this PC reaches the log-on page of CCASS, DMS and CCMS, and names the cause. 檢查本電腦能否連接 CCASS、DMS 及 CCMS 的登入頁，並指出原因。',
  }
  return {
    name: 'Property',
    columns: [
      ['Property', 's72'],
      ['Value', 'l0'],
    ],
    keys: 1,
    rows: Object.entries(values),
  }
}
