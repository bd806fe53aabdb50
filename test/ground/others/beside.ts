/**
 * `npm run ground -- --others`: the same faults in the same worlds, shown to what people use today; what each said, beside the class that
 * was given to it. With `--write` what was said is recorded anew and docs/beside-the-others.md is made from it; the whole of what each
 * said lies in lab-output/others/.
 */

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { play } from '../play.ts'
import { scoreRun } from '../score.ts'
import { type Shown, shown } from './cases.ts'
import { type Class, classes } from './classes.ts'
import { page } from './page.ts'
import { classOfAgent, type Results, readResults, resultsFile, type Said, whatItSaid, whatTheAgentSaid } from './said.ts'
import { type Tool, tools } from './tools.ts'

export interface BesideOptions {
  /** Faults whose name begins so. */
  readonly only: readonly string[]
  readonly write: boolean
  readonly print: (text: string) => void
}

const document = fileURLToPath(new URL('../../../docs/beside-the-others.md', import.meta.url))
const outputs = 'lab-output/others'

export async function besideTheOthers({ only, write, print }: BesideOptions): Promise<void> {
  const ready = tools.filter(({ needs }) => needs.every(isInstalled))
  const missing = tools.filter((tool) => !ready.includes(tool)).map(({ title, debian }) => `${title} (Debian: ${debian})`)
  for (const each of missing) print(`skipped, since it is not installed: ${each}\n`)
  let results: Results = { ...readResults(), versions: Object.fromEntries(ready.map((tool) => [tool.id, versionOf(tool)])), missing }
  // The page of what was recorded, in the first place: with `--only none` it is all that is made.
  if (write) record(results)
  for (const each of shown.filter(({ name }) => only.some((prefix) => name.startsWith(prefix)))) {
    const { said, agentClass } = await show(each, ready)
    print(linesOf(each, said, agentClass, results))
    results = {
      ...results,
      said: { ...results.said, [each.name]: said },
      agentClasses: { ...results.agentClasses, [each.name]: agentClass },
    }
    if (write) record(results)
  }
}

/** After each fault, so that one that fails takes nothing along. */
function record(results: Results): void {
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  mkdirSync(dirname(document), { recursive: true })
  writeFileSync(document, page(results))
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

function versionOf({ version }: Tool): string {
  return spawnSync('sh', ['-c', version], { encoding: 'utf8' }).stdout.trim().replaceAll(/\s+/g, ' ')
}

interface Heard {
  readonly said: Readonly<Record<string, Said>>
  readonly agentClass: Class
}

async function show({ name, given, tls }: Shown, ready: readonly Tool[]): Promise<Heard> {
  const used = ready.filter(({ onlyTls }) => onlyTls !== true || tls === true)
  const commands = used.map(({ id, script, limitSeconds }) => ({ name: id, script, limitSeconds }))
  const { runs, answers } = await play(given, false, commands)
  const ran = runs.at(-1)
  if (ran === undefined) throw new Error(`${name}: the agent was not run`)
  mkdirSync(outputs, { recursive: true })
  const whole: readonly { readonly name: string; readonly said: string }[] = [...answers, { name: 'agent', said: ran.screen + ran.stderr }]
  for (const each of whole) writeFileSync(join(outputs, `${name.replace('/', '-')}.${each.name}.txt`), each.said)
  const said = answers.map((answer, at): [string, Said] => [answer.name, whatItSaid(answer, used[at] as Tool)])
  return {
    said: { ...Object.fromEntries(said), agent: whatTheAgentSaid(ran) },
    agentClass: classOfAgent(scoreRun(given, runs.length - 1, ran)),
  }
}

/** A class was given to words that were recorded: where others come now, both are printed. */
function linesOf({ name, title }: Shown, said: Heard['said'], agentClass: Class, results: Results): string {
  const lines = Object.entries(said).flatMap(([tool, { words, exitCode, seconds }]) => {
    const given = tool === 'agent' ? agentClass : (classes[name]?.[tool] ?? '?')
    const recorded = results.said[name]?.[tool]?.words
    const line = `  ${given}  ${tool.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s  exit ${String(exitCode).padEnd(3)}  ${words}`
    return recorded === undefined || isAlike(recorded, words) ? [line] : [line, `     when it was classed: ${recorded}`]
  })
  return [`${name}: ${title}`, ...lines, ''].join('\n').concat('\n')
}

/** Times, ids and counts differ from run to run. */
function isAlike(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll(/[0-9A-F]{6,}|\d+/g, '0')
  return plain(a) === plain(b)
}
