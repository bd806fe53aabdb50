/** Where a user's own folder stands in a path, and whose it is. */

/** As Windows, Linux and macOS call the folder above, shares and roaming profiles included; slashes either way, or as URLs write them. */
const above = String.raw`(?:users|home|homes|profiles|documents%20and%20settings|documents and settings)\$?`
const slash = String.raw`(?:[\\/]|%5c|%2f)`
/** Up to the next slash: a folder's name may hold blanks. */
const name = String.raw`(?:(?!%5c|%2f)[^\\/:*?"<>|\r\n\t#;,'()])+`
const pattern = new RegExp(`(${slash}${above}${slash}+)(${name})`, 'giu')
/** Where the text is one path, only a slash ends a name: O'Neil has a folder too. */
const wholeName = String.raw`(?:(?!%5c|%2f)[^\\/\r\n\t])+`
const wholePattern = new RegExp(`(${slash}${above}${slash}+)(${wholeName})`, 'giu')
const hint = /users|home|profiles|documents/i

/** A name that stands in a text without end of its path ends at the first blank: the words behind it are none of its. */
function trimmed(folder: string, rest: string): string {
  return /^(?:[\\/]|%5c|%2f)/i.test(rest) || !/\s/.test(folder) ? folder : (folder.split(/\s/)[0] ?? folder)
}

/** @param whole the text is one path: what stands last in it is a name to its end */
export function replaceProfiles(text: string, whole: boolean, replace: (folder: string) => string): string {
  if (!hint.test(text)) return text
  return text.replace(whole ? wholePattern : pattern, (all: string, before: string, folder: string, at: number) => {
    const own = whole ? folder : trimmed(folder, text.slice(at + all.length))
    return before + replace(decoded(own)) + folder.slice(own.length)
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Names of all profile folders that stand in some texts; an address of the web has folders of its own. */
export function profileNames(texts: readonly string[]): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    if (!hint.test(text)) continue
    replaceProfiles(text.replace(/https?:[\\/]{2}\S*/gi, ''), isOnePath(text), (folder) => {
      found.add(folder)
      return folder
    })
  }
  return [...found]
}

/** "C:\…", "\\…", "/…", "file:///…", and nothing before. */
export function isOnePath(text: string): boolean {
  return /^(?:[a-z]:[\\/]|\\\\|\/|file:|~)/i.test(text) && !/[\r\n]/.test(text)
}
