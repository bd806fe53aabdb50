/** What dpkg is told of the package (Debian Policy Manual, chapters 5 and 7). */

export interface ControlFields {
  readonly version: string
  readonly architecture: 'amd64' | 'arm64'
  /** Rounded up, each file by itself, as dpkg-gencontrol counts. */
  readonly installedKiB: number
}

/** Node's own requirements (BUILDING.md of Node 24): glibc 2.28, and the C++ library of GCC. */
const DEPENDS = 'libc6 (>= 2.28), libstdc++6, libgcc-s1'

export function control({ version, architecture, installedKiB }: ControlFields): string {
  return `Package: terminal-preflight
Version: ${debianVersion(version)}
Architecture: ${architecture}
Maintainer: Terminal Preflight <noreply@localhost>
Installed-Size: ${installedKiB}
Depends: ${DEPENDS}
Section: net
Priority: optional
Description: check why a terminal can or can't reach CCASS, DMS or CCMS
 In a few seconds it names the one true cause, who can mend it and how, in
 English and Traditional Chinese. It never logs on, changes no setting and
 asks for no secret. It is not HKEX's software.
 .
 在數秒內檢查終端機能否連接 CCASS、DMS 及 CCMS 的登入頁，並指出原因、由誰修復、怎樣修復。本程式並非香港交易所的軟件。
`
}

/** "0.1.0-rc.1" comes before 0.1.0 only as "0.1.0~rc.1" (Debian Policy Manual, 5.6.12). */
function debianVersion(version: string): string {
  return version.replaceAll('-', '~')
}
