/** JSON as Chromium reads it in policies: with comments and trailing commas (base/json/json_reader.h, JSON_PARSE_CHROMIUM_EXTENSIONS). */

const STRING_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
const STRING_OR_TRAILING_COMMA = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g

/** Undefined for what is no JSON. */
export function parsePolicyJson(text: string): unknown {
  try {
    const bare = text.replace(/^\uFEFF/, '').replace(STRING_OR_COMMENT, stringOnly)
    return JSON.parse(bare.replace(STRING_OR_TRAILING_COMMA, stringOnly))
  } catch {
    return undefined
  }
}

function stringOnly(match: string): string {
  return match.startsWith('"') ? match : ' '
}
