/** docs/beside-the-others.md, from what was recorded and the classes that were given. */

import { type Shown, shown } from './cases.ts'
import { type Class, classes } from './classes.ts'
import type { Results, Said } from './said.ts'
import { type Tool, tools } from './tools.ts'

const AGENT = 'agent'

export function page(results: Results): string {
  const columns = [...tools.filter(({ id }) => results.versions[id] !== undefined), { id: AGENT, title: 'this program' }]
  const faults = shown.filter(({ name }) => results.said[name] !== undefined)
  return [
    '# Beside the others: the same faults, shown to what people use today',
    '',
    intro(results),
    '',
    '| letter | meaning |',
    '| --- | --- |',
    '| **N** | names the cause: the words are true, and whoever reads them, and knows the trade, knows what is to be mended |',
    '| n | true words, and another fault below (or a near one) makes it say the same: its reader has to find out which |',
    '| G | says that something failed, and nothing of what |',
    '| W | untrue: who believes it looks in the wrong place |',
    '| S | says that all is well, or nothing; where nothing is wrong that is the right answer |',
    '',
    `| what is done | ${columns.map(({ title }) => title).join(' | ')} |`,
    `| --- |${' --- |'.repeat(columns.length)}`,
    ...faults.map((fault) => `| ${fault.title} | ${columns.map(({ id }) => cell(fault, id, results)).join(' | ')} |`),
    `| **named, of ${faults.length - 1} faults** | ${columns.map(({ id }) => named(faults, id, results)).join(' | ')} |`,
    '',
    'With each letter stand the seconds until the tool had ended, on a machine with two cores that was busy with other grounds too. “–”: not asked, since the fault is nothing of TLS’s. For `clock` faults the PC’s clock is right and the rest of the world’s is set back, which is the same seen from within and lets every program run.',
    '',
    '## What each of them said',
    '',
    'Exact words; lines are divided by `·`, and where the middle is left out stands `…`; of a script of several programs the exit code is the last one’s.',
    ...faults.flatMap((fault) => [
      '',
      `### ${fault.title}`,
      '',
      `Done: ${fault.given.does} (\`${fault.name}\`).`,
      '',
      ...words(fault, columns, results),
    ]),
    '',
    '## What each of them is for',
    '',
    ...closing,
    '',
  ].join('\n')
}

function intro({ versions, missing }: Results): string {
  const list = tools.flatMap(({ id }) => versions[id] ?? []).join(', ')
  return [
    'Each fault is played on the proving ground (`test/ground`): a terminal, its site’s firewall, the line, two data centres and their DNS, in network namespaces of one machine, with real servers in them. First this program runs at the terminal, and then, in the same world and from the same terminal, the usual tools one after the other, each as an administrator’s script runs it against the 2FA page (`test/ground/others/tools.ts`), with the same hosts file, DNS servers, proxy and trusted roots, and 20 seconds at most (testssl.sh: 60). This program has a site file as a participant fills one in (HKEX’s DNS servers, address ranges, the issuer to expect); none of the others has a place for such a thing.',
    `The tools are Debian’s: ${list}. Only Chromium is a browser of today; Debian’s OpenSSL and Go send the small ClientHello of yesterday. goss would belong here too, and neither Debian nor npm has it.${missing.length === 0 ? '' : ` Not installed when this was made: ${missing.join(', ')}.`}`,
    'The letters are a judgement (`test/ground/others/classes.ts`), save for this program’s, which follow from the ground’s score: exact is N. **None of the others claims to diagnose**, and none is wrong to say no more than it does: the question here is only how far somebody gets who has nothing but their words.',
    '`npm run ground -- --others` shows it all anew, `--write` makes this page.',
  ].join('\n\n')
}

function classOf({ name }: Shown, tool: string, { said, agentClasses }: Results): Class | undefined {
  if (said[name]?.[tool] === undefined) return undefined
  return tool === AGENT ? agentClasses[name] : classes[name]?.[tool]
}

function cell(fault: Shown, tool: string, results: Results): string {
  const said = results.said[fault.name]?.[tool]
  if (said === undefined) return '–'
  const given = classOf(fault, tool, results) ?? '?'
  return `${given === 'N' ? '**N**' : given} ${said.seconds.toFixed(1)}`
}

function named(faults: readonly Shown[], tool: string, results: Results): string {
  const asked = faults.filter(({ name }) => !isHealthy(name) && results.said[name]?.[tool] !== undefined)
  const count = asked.filter((fault) => classOf(fault, tool, results) === 'N').length
  return asked.length === faults.length - 1 ? `**${count}**` : `**${count}** of ${asked.length}`
}

function isHealthy(name: string): boolean {
  return shown.find((each) => each.name === name)?.given.kind === 'healthy'
}

function words(fault: Shown, columns: readonly Pick<Tool, 'id' | 'title'>[], results: Results): string[] {
  return columns.flatMap(({ id, title }) => {
    const said = results.said[fault.name]?.[id]
    return said === undefined
      ? []
      : [
          `- **${classOf(fault, id, results) ?? '?'}** ${title} (exit ${said.exitCode ?? 'none'}, ${said.seconds.toFixed(1)} s): ${quoted(said)}`,
        ]
  })
}

/** As code, so that nothing in it is taken for Markdown. */
function quoted({ words: said }: Said): string {
  return said
    .split(' · ')
    .map((line) => (line.includes('`') ? `\`\` ${line} \`\`` : `\`${line}\``))
    .join(' · ')
}

const closing: readonly string[] = [
  '**curl** does one request as exactly as anybody could wish, to any protocol, and with `-v` shows every step; this program asks for two pages and nothing else. **dig, nc and openssl s_client** answer any question about one layer, whatever it is, to somebody who knows which to ask and how to read the answers; the evidence that this program collects is of their kind, and a network engineer should end with them. **monitoring-plugins** and **blackbox_exporter** watch thousands of places for years, alarm, and draw curves: they show when something began, which a program that runs once cannot. blackbox_exporter’s log with `debug=true` is the best of the short answers here. **testssl.sh** knows of a server’s TLS far more than the few things that a log-on depends on: every suite, every curve, every known weakness, and grades them. **Chromium** is the judge whose word counts, and this program asks it too.',
  '',
  'What none of them sets out to do, and this program does: put the observations together into one cause, say who mends it, and say it to somebody who has never heard of DNS. In return it knows only the faults that it was taught, only the two names that HKEX printed, and only what can be seen from one terminal.',
]
