/**
 * The package under Wine 10. What Wine's installer lacks is not shown here: it sets no access rights, takes nothing back that failed,
 * knows no wildcard in the table RemoveFile, doesn't say that a removal is part of an upgrade, and forgets then which versions are related.
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { productCode } from '../../packaging/msi/identity.ts'
import { missingWine, runUnderWine } from '../windows/wine.ts'
import { makeTestMsi, missingMsiTools } from './msi-made.ts'
import { missingRoot, runInRoot, smallProgram } from './root.ts'

const missing = missingRoot ?? missingMsiTools

/**
 * `msi LINE` runs msiexec with that line, spelled as an administrator types it, and prints its exit code as the shell sees it: its lowest
 * byte. The line goes through the environment, since a batch file has no Chinese letters of its own here.
 */
const prelude = `
printf '@msiexec %%LINE%%\\r\\n@exit /b %%errorlevel%%\\r\\n' > /wine/drive_c/run.bat
msi() {
  export LINE="$1"; code=0
  wine cmd /c 'C:\\run.bat' >/dev/null 2>&1 || code=$?
  wineserver -w
  echo "exit $code"
}
tree() { (cd /wine/drive_c; find 'Program Files/TerminalPreflight' ProgramData/TerminalPreflight -type f 2>/dev/null | sort); }
onpath() { wine reg query 'HKLM\\System\\CurrentControlSet\\Control\\Session Manager\\Environment' /v PATH | grep -c 'Program Files\\\\TerminalPreflight'; }
apps() { wine reg query 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall' /s | tr -d '\\r' | grep -E '^ +(DisplayName|DisplayVersion|NoModify|InstallLocation) ' | sed 's/^ *//' | sort; }
`

const ok = 'exit 0'
const programFiles = ['LICENSE.txt', 'README.zh-HK.txt', 'scheduled-task.xml', 'terminal-preflight.exe'].map(
  (name) => `Program Files/TerminalPreflight/${name}`,
)
const machineFiles = ['ProgramData/TerminalPreflight/site.yaml', 'ProgramData/TerminalPreflight/trust/helpdesk.pem']

describe.skipIf(missing !== undefined)(`the package under Wine${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terminal-preflight-msi-'))
    for (const version of ['0.1.0', '0.1.1']) await makeTestMsi({ folder, version, program: smallProgram })
  })
  afterAll(() => rm(folder, { recursive: true }))

  const run = async (script: string) => {
    const { stdout, stderr } = await runInRoot(folder, prelude + script)
    expect(stderr).toBe('')
    return stdout.trimEnd().split('\n')
  }

  test('installed, found, replaced by a newer version and removed, without a word', async () => {
    const lines = await run(`
      given='/wine/drive_c/設定 檔'; mkdir -p "$given" /wine/drive_c/ProgramData/TerminalPreflight
      echo 'proxy: direct' > "$given/site (v1).yaml"
      printf -- '-----BEGIN CERTIFICATE-----\\nours\\n' > "$given/helpdesk cert.pem"
      # As any user could have prepared it.
      echo 'proxy: theirs' > /wine/drive_c/ProgramData/TerminalPreflight/site.yaml
      kept=/wine/drive_c/users/root/AppData/Local/TerminalPreflight/reports/a; mkdir -p "$kept"; echo bundle > "$kept/a.preflight.zip"

      msi '/i Z:\\given\\0.1.0.msi /qn SITE="C:\\設定 檔\\site (v1).yaml" TRUST="C:\\設定 檔\\helpdesk cert.pem"'
      tree; cat /wine/drive_c/ProgramData/TerminalPreflight/site.yaml; tail -n 1 /wine/drive_c/ProgramData/TerminalPreflight/trust/helpdesk.pem
      apps; onpath; wine cmd /c 'terminal-preflight > C:\\ran.txt'; echo "ran $? $(grep -c '^terminal-preflight.exe ' /wine/drive_c/ran.txt)"
      cmp '/wine/drive_c/Program Files/TerminalPreflight/terminal-preflight.exe' /given/0.1.0.exe

      msi '/i Z:\\given\\0.1.1.msi /qn'
      tree; cat /wine/drive_c/ProgramData/TerminalPreflight/site.yaml; tail -n 1 /wine/drive_c/ProgramData/TerminalPreflight/trust/helpdesk.pem
      apps; onpath
      cmp '/wine/drive_c/Program Files/TerminalPreflight/terminal-preflight.exe' /given/0.1.1.exe

      msi '/x ${productCode('0.1.1')} /qn'
      tree; apps; onpath; ls -d '/wine/drive_c/Program Files/TerminalPreflight' /wine/drive_c/ProgramData/TerminalPreflight 2>/dev/null
      cat "$kept/a.preflight.zip"
    `)
    const app = (version: string) => [
      'DisplayName    REG_SZ    Terminal Preflight',
      `DisplayVersion    REG_SZ    ${version}`,
      'InstallLocation    REG_SZ    C:\\Program Files\\TerminalPreflight\\',
      'NoModify    REG_DWORD    0x1',
    ]
    const installed = [...programFiles, ...machineFiles, 'proxy: direct', 'ours']
    expect(lines).toEqual([
      ...[ok, ...installed, ...app('0.1.0'), '1', 'ran 0 1'],
      ...[ok, ...installed, ...app('0.1.1'), '1'],
      ...[ok, '0', 'bundle'],
    ])
  })

  test('an older version is refused; another site file comes with a reinstallation; one that isn’t there, or is no certificate, ends it', async () => {
    const lines = await run(`
      mkdir /wine/drive_c/given; cd /wine/drive_c/given; echo 'proxy: system' > two.yaml; echo pem > 'root one.pem'; echo pem > two.pem; echo no > note.txt
      msi '/i Z:\\given\\0.1.1.msi /qn'; tree
      msi '/i Z:\\given\\0.1.0.msi /qn'; apps | grep Version
      msi '/i Z:\\given\\0.1.1.msi /qn REINSTALL=ALL SITE=C:\\given\\two.yaml SITEFOLDER=C:\\given'
      tree | grep ProgramData; cat /wine/drive_c/ProgramData/TerminalPreflight/site.yaml
      msi '/i Z:\\given\\0.1.1.msi /qn REINSTALL=ALL SITE=C:\\ProgramData\\TERMINALPREFLIGHT\\site.yaml SITEFOLDER=C:\\ProgramData\\TerminalPreflight\\'
      tree | grep ProgramData
      msi '/i Z:\\given\\0.1.1.msi /qn REINSTALL=ALL SITE=C:\\given\\none.yaml'
      msi '/i Z:\\given\\0.1.1.msi /qn REINSTALL=ALL TRUST=C:\\given\\note.txt'
    `)
    const brought = ['root one.pem', 'site.yaml', 'two.pem'].map((name) => `ProgramData/TerminalPreflight/${name}`)
    const [refused, failed] = [1603 % 256, 1627 % 256].map((code) => `exit ${code}`)
    expect(lines).toEqual([
      ...[ok, ...programFiles],
      ...[refused, 'DisplayVersion    REG_SZ    0.1.1'],
      ...[ok, ...brought, 'proxy: system'],
      ...[ok, ...brought],
      ...[failed, failed],
    ])
  })

  test('the scheduled task is made where it is asked for, and goes with the package', async () => {
    const lines = await run(`
      task='/wine/drive_c/windows/system32/tasks/Terminal Preflight'
      msi '/i Z:\\given\\0.1.0.msi /qn'; ls "$task" 2>/dev/null
      msi '/i Z:\\given\\0.1.0.msi /qn REINSTALL=ALL TASK=1'
      tr -d '\\r' < "$task" | grep -E 'Author|Description|StartWhenAvailable|ExecutionTimeLimit' | sed 's/^ *//'
      msi '/x Z:\\given\\0.1.0.msi /qn'; ls "$task" 2>/dev/null
    `)
    expect(lines).toEqual([
      ok,
      ok,
      '<Author>Terminal Preflight</Author>',
      expect.stringMatching(/^<Description>Checks on weekdays.* 於星期一至五開市前檢查.*<\/Description>$/),
      '<StartWhenAvailable>true</StartWhenAvailable>',
      '<ExecutionTimeLimit>PT5M</ExecutionTimeLimit>',
      ok,
    ])
  })
})

describe.skipIf(missingWine !== undefined)(`the folder’s rights${missingWine === undefined ? '' : ` (skipped: ${missingWine})`}`, () => {
  test('are such that the agent takes the folder for the administrators’ own', async () => {
    const { reports } = await runUnderWine('windows descriptor ../../packaging/programs/descriptor.ts')
    const SE_SELF_RELATIVE_DACL_PROTECTED_PRESENT = 0x9004
    expect(reports.descriptor).toEqual({
      ours: { control: SE_SELF_RELATIVE_DACL_PROTECTED_PRESENT, folder: null, file: null },
      open: { control: 0x8004, folder: 'writable', file: 'writable' },
      users: { control: SE_SELF_RELATIVE_DACL_PROTECTED_PRESENT, folder: 'owner', file: 'owner' },
      wrong: 'not understood',
    })
  })
})
