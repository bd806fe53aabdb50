/**
 * The full path of one of Windows' own libraries. By its bare name Windows looks beside the executable first (Microsoft, "Dynamic-link
 * library search order"), where somebody may have put another: `version.dll` is the classic.
 */
export function systemLibrary(name: string): string {
  return `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\${name}`
}
