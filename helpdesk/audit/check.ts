/** Whether each line follows from the one before it. */

import type { FileHandle } from 'node:fs/promises'
import type { AuditBreak, AuditCheck } from './audit.ts'
import { digestOfNothing, lineDigest, readLine } from './line.ts'
import { linesForwards } from './read.ts'

const MOST_BREAKS = 100

/** @param seen a digest that was noted earlier */
export async function checkLog(file: FileHandle, end: number, seen: string | undefined): Promise<AuditCheck> {
  const breaks: AuditBreak[] = []
  let lines = 0
  let last = digestOfNothing
  let hasSeen = seen === last
  for await (const { bytes } of linesForwards(file, end)) {
    lines += 1
    const line = readLine(bytes)
    const kind = line === null ? 'cut' : line.before === last ? null : 'altered'
    if (kind !== null && breaks.length < MOST_BREAKS) breaks.push({ line: lines, kind })
    last = lineDigest(bytes)
    hasSeen ||= seen === last
  }
  return { lines, breaks, last, hasSeen }
}
