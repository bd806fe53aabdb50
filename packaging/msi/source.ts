/** What wixl makes the database and its cabinet of: WiX's XML, as far as wixl 0.101 knows it. The other tables are in tables.ts. */

import { UPGRADE_CODE } from './identity.ts'
import { fileName, type InstalledFile, type InstalledFolder, machineFolder, PROGRAM_FOLDER, trustFolder } from './layout.ts'
import { ICON, NAME } from './properties.ts'

export interface PackageSource {
  readonly version: string
  readonly productCode: string
  readonly files: readonly InstalledFile[]
  /** Icon of the line in Windows' list of apps, in the work folder. */
  readonly icon?: string
}

export function wixSource({ version, productCode, files, icon }: PackageSource): string {
  const folders = [machineFolder, trustFolder]
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">',
    `<Product ${attributes({ Id: bare(productCode), UpgradeCode: bare(UPGRADE_CODE), Name: NAME, Version: version, Manufacturer: NAME, Language: '1033' })}>`,
    `<Package ${attributes({ Description: `${NAME} ${version}`, Comments: "Not HKEX's software.", Keywords: 'Installer', InstallerVersion: '500', Compressed: 'yes', InstallScope: 'perMachine' })}/>`,
    '<Media Id="1" Cabinet="files.cab" EmbedCab="yes"/>',
    ...(icon === undefined ? [] : [`<Icon ${attributes({ Id: ICON, SourceFile: icon })}/>`]),
    '<Directory Id="TARGETDIR" Name="SourceDir">',
    `<Directory Id="ProgramFiles64Folder"><Directory ${attributes({ Id: 'ProgramFolder', Name: fileName(PROGRAM_FOLDER) })}>`,
    ...files.map(fileComponent),
    '</Directory></Directory>',
    `<Directory Id="CommonAppDataFolder"><Directory ${attributes({ Id: machineFolder.id, Name: fileName(machineFolder.name) })}>`,
    folderComponent(machineFolder),
    `<Directory ${attributes({ Id: trustFolder.id, Name: trustFolder.name })}>`,
    folderComponent(trustFolder),
    '</Directory></Directory></Directory>',
    '</Directory>',
    '<Feature Id="Program" Level="1">',
    ...[...files, ...folders].map(({ id }) => `<ComponentRef ${attributes({ Id: id })}/>`),
    '</Feature>',
    '</Product></Wix>\n',
  ].join('\n')
}

function fileComponent({ id, componentId, name }: InstalledFile, index: number): string {
  const file = attributes({ Id: id, Name: fileName(name, index + 1), Source: name, KeyPath: 'yes' })
  return `<Component ${attributes({ Id: id, Guid: bare(componentId), Win64: 'yes' })}><File ${file}/></Component>`
}

function folderComponent({ id, componentId }: InstalledFolder): string {
  return `<Component ${attributes({ Id: id, Guid: bare(componentId), Win64: 'yes' })}><CreateFolder/></Component>`
}

/** wixl adds the braces. */
function bare(guid: string): string {
  return guid.slice(1, -1)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value.replace(/[&<>"]/g, (character) => entities[character] ?? character)}"`)
    .join(' ')
}
