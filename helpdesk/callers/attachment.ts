/** A download's name in a header (RFC 6266): in plain letters for old readers, and as it is for the others. */

export function attachment(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended(name)}`
}

/** RFC 8187 section 3.2.1: encodeURIComponent leaves four more marks as they are. */
function extended(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}
