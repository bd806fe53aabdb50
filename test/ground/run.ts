/**
 * `npm run ground`: plays every case and prints the scoreboard.
 *
 *     npm run ground                                    all of it
 *     npm run ground -- --only dns/                     those whose name begins so (repeatable)
 *     npm run ground -- --kind healthy                  fault, pair, healthy, drill
 *     npm run ground -- --random 200 --seed 7           composed at random instead
 *     npm run ground -- --screens                       with what stood on each screen
 *     npm run ground -- --keep --only dns/silent        keeps each world's files, and says where
 *     npm run ground -- --write                         and the tables of docs/accuracy.md
 *     npm run ground -- --jobs 3 --json FILE            how many at once; where the scores go (lab-output/ground.json)
 *     npm run ground -- --others                        the same faults shown to other tools (--write: and docs/beside-the-others.md)
 */

import yargs from 'yargs'
import { writeAccuracy } from './accuracy.ts'
import { everyCase } from './catalogue.ts'
import { keepScores, mergedScores, RANDOM_SCORES, SCORES } from './keep-scores.ts'
import { whyNot } from './play.ts'
import { playAll } from './play-all.ts'
import { composeAtRandom } from './random.ts'
import { kinds } from './scene.ts'
import { scoreLines, totalLines } from './scoreboard.ts'

/** They wait more than they compute, and the agent's limits run in real time: more at once and a server that is starved looks silent. */
const JOBS = 2

process.exitCode = 70
const args = await yargs(process.argv.slice(2))
  .scriptName('npm run ground --')
  .options({
    only: { type: 'string', array: true, default: [''], description: 'cases whose name begins so' },
    kind: { choices: kinds, description: 'cases of one kind' },
    random: { type: 'number', description: 'so many cases composed at random' },
    seed: { type: 'number', default: Math.trunc(Math.random() * 1e6), description: 'what they are composed from' },
    jobs: { type: 'number', default: JOBS, description: 'cases at once' },
    screens: { type: 'boolean', default: false, description: 'print what stood on each screen' },
    misses: { type: 'boolean', default: false, description: 'print the screens of those that are not exact' },
    write: {
      type: 'boolean',
      default: false,
      description: 'write the tables of docs/accuracy.md (with --others: docs/beside-the-others.md)',
    },
    keep: { type: 'boolean', default: false, description: 'keep the files of each world' },
    json: { type: 'string', default: SCORES, description: 'where the scores go' },
    others: { type: 'boolean', default: false, description: 'show some of the faults to what people use today' },
  })
  .strict()
  .version(false)
  .parseAsync()

const reason = whyNot()
if (reason !== undefined) {
  process.stdout.write(`ground: skipped, since ${reason}\n`)
  process.exit(0)
}
if (args.others) {
  const { besideTheOthers } = await import('./others/beside.ts')
  await besideTheOthers({ only: args.only, write: args.write, print: (text) => process.stdout.write(text) })
  process.exit(0)
}
const cases = (args.random === undefined ? everyCase : composeAtRandom(args.random, args.seed)).filter(
  ({ name, kind }) => args.only.some((prefix) => name.startsWith(prefix)) && (args.kind === undefined || kind === args.kind),
)
if (args.random !== undefined) process.stdout.write(`seed ${args.seed}\n`)
const scores = await playAll(cases, {
  jobs: args.jobs,
  keep: args.keep,
  onScore: (score) => {
    const shown = args.screens || (args.misses && !score.exact)
    process.stdout.write(`${scoreLines(score).join('\n')}\n${shown ? `${score.screen}\n` : ''}`)
  },
})
process.stdout.write(`${totalLines(scores).join('\n')}\n`)
// Part of the ground goes into what is kept of the rest; what chance composed is kept apart.
const isPart = args.random === undefined && cases.length < everyCase.length
const kept = isPart ? mergedScores(scores, args.json) : scores
keepScores(kept, args.random === undefined ? args.json : RANDOM_SCORES)
if (args.write && args.random === undefined) writeAccuracy(kept)
process.exitCode = scores.length > 0 && scores.every(({ exact }) => exact) ? 0 : 1
