/** The application manifest (Microsoft, "Application manifests"). */

/** Windows Vista, 7, 8, 8.1 and 10/11, as in Node's own manifest; for a program that doesn't name them, Windows plays an older one. */
const supportedWindows = [
  'e2011457-1546-43c5-a5fe-008deee3d3f0',
  '35138b9a-5d96-4fbd-8e2d-a2440225f93a',
  '4a2f28e3-53b9-4441-ba9c-d69d4a4a6e38',
  '1f676c76-80e1-4239-95bb-83d0f6d0da78',
  '8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a',
]

const settings = 'http://schemas.microsoft.com/SMI'

/**
 * asInvoker: it never asks for administrator rights, which nothing that it does needs. The code page is UTF-8 for those functions of Windows
 * that have one, paths may be longer than 260 characters where the PC allows it, and its windows (Node's, were there any) are sharp.
 */
export const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security>
      <requestedPrivileges>
        <requestedExecutionLevel level="asInvoker" uiAccess="false"/>
      </requestedPrivileges>
    </security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application>
${supportedWindows.map((id) => `      <supportedOS Id="{${id}}"/>`).join('\n')}
    </application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <activeCodePage xmlns="${settings}/2019/WindowsSettings">UTF-8</activeCodePage>
      <longPathAware xmlns="${settings}/2016/WindowsSettings">true</longPathAware>
      <dpiAwareness xmlns="${settings}/2016/WindowsSettings">PerMonitorV2</dpiAwareness>
      <dpiAware xmlns="${settings}/2005/WindowsSettings">true/pm</dpiAware>
    </windowsSettings>
  </application>
</assembly>
`
