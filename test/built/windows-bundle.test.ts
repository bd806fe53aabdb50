import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { repository } from '../../scripts/bundle.ts'
import { missing, session, TIMEOUT_MS, underWine } from './windows.ts'

const unpackAndVerify = [
  'unzip -o -q run/*.preflight.zip -d bundle && cd bundle',
  'openssl cms -verify -inform DER -in manifest.p7s -content manifest.json -binary -noverify -out /dev/null',
  'openssl cms -verify -inform DER -in manifest.p7s -content manifest.json -binary -CAfile ../identity/device.pem -purpose any -out /dev/null',
]
/** The README's lines, but for the names of the lab's PC. */
const byHand = `set -eu
${unpackAndVerify.join('\n')}
awk -F'"' '/"path":/ { p = $4 } p && /"sha256":/ { print $4 "  " p }' manifest.json | sha256sum -c
`

/** A byte in the middle of a file of its own in the ZIP: the list of files lies at the end. */
const alter = (from: string, to: string) => `
cp ${from} ${to}
printf '!' | dd of=${to} bs=1 seek=$(($(stat -c %s ${to}) / 2)) conv=notrunc 2>/dev/null
`

const script = `
linux test/built/programs/windows-collector.ts /out/url /out/stored &
until [ -s /out/url ]; do sleep 0.05; done
exe run --silent --output Z:/out/run --json=Z:/out/report.json --upload "$(cat /out/url)"
kill $!
cp -r "$OWN/identity" "$OWN/spool" /out
bundle=$(echo /out/run/*.preflight.zip)
exe verify bundle verify "Z:$bundle" --trust Z:/out/identity/device.pem --json
exe verify-text bundle verify "Z:$bundle" --trust Z:/out/identity/device.pem --lang zh-HK
exe first-sight bundle verify "Z:$bundle" --json
${alter('$bundle', '/out/altered.zip')}
exe verify-altered bundle verify Z:/out/altered.zip --trust Z:/out/identity/device.pem --json
`

async function verifyFromSource(out: string, bundle: string, ...flags: readonly string[]) {
  const args = [
    join(repository, 'agent/terminal-preflight.ts'),
    'bundle',
    'verify',
    bundle,
    '--trust',
    join(out, 'identity/device.pem'),
    ...flags,
  ]
  return promisify(execFile)(process.execPath, args, { env: { ...process.env, XDG_STATE_HOME: join(out, 'state') } }).then(
    ({ stdout }) => ({ exitCode: 0, stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ exitCode: code, stdout }),
  )
}

/** The sources call themselves another version, whose words they do not compare with. */
function verified(json: string) {
  const answer = JSON.parse(json)
  return { ...answer, judgedAgain: { ...answer.judgedAgain, notCompared: [] } }
}

describe.skipIf(missing !== undefined)(underWine, { timeout: TIMEOUT_MS }, () => {
  test('seals a bundle that openssl, the sources and itself call whole and its own, and a server keeps it', async () => {
    await using run = await session(script)
    const { out, exitCodes } = run
    expect(exitCodes).toEqual({ run: 2, verify: 0, 'verify-text': 0, 'first-sight': 1, 'verify-altered': 2 })
    for (const name of Object.keys(exitCodes)) expect([name, await run.text(`${name}.err`)]).toEqual([name, ''])

    const { stdout } = await promisify(execFile)('sh', ['-c', byHand], { cwd: out })
    const checked = stdout.trim().split('\n')
    expect(checked.length).toBeGreaterThanOrEqual(6)
    expect(checked.filter((line) => !line.endsWith(': OK'))).toEqual([])
    expect(JSON.parse(await run.text('bundle/report.json'))).toMatchObject({
      verdict: 'not-ready',
      agent: { platform: 'win32' },
      checks: (run.reports.report as { checks: object }).checks,
    })

    const [name = ''] = (await readdir(join(out, 'run'))).filter((each) => each.endsWith('.zip'))
    const bundle = join(out, 'run', name)
    const bytes = await readFile(bundle)
    for (const [file, name, exitCode] of [
      [bundle, 'verify', 0],
      [join(out, 'altered.zip'), 'verify-altered', 2],
    ] as const) {
      const source = await verifyFromSource(out, file, '--json')
      expect({ ...source, stdout: verified(source.stdout) }).toEqual({ exitCode, stdout: verified(await run.text(`${name}.out`)) })
    }
    const [wholeAndWhose] = (await verifyFromSource(out, bundle, '--lang', 'zh-HK')).stdout.split('\n')
    expect((await run.text('verify-text.out')).split('\n')[0]).toBe(wholeAndWhose)

    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await readdir(join(out, 'stored'))).toEqual([sha256])
    expect((await readFile(join(out, 'stored', sha256))).equals(bytes)).toBe(true)
    // What a server has is kept no longer.
    expect((await readdir(join(out, 'spool'))).filter((each) => each !== 'lock')).toEqual([])
  })
})
