/** Completion for PowerShell 5.1 and 7: `terminal-preflight completion powershell` prints it. */

import { type CompletedCommand, groupsOf, wordsAfter } from './model.ts'

export function powershellScript(commands: readonly CompletedCommand[]): string {
  const groups = groupsOf(commands).map((group) => `    '${group}' = ${list(wordsAfter(commands, group))}`)
  return `# PowerShell: terminal-preflight completion powershell | Out-String | Invoke-Expression, for example in $PROFILE
Register-ArgumentCompleter -Native -CommandName 'terminal-preflight', 'terminal-preflight.exe' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${commands.map(commandLine).join('\n')}
  }
  $groups = @{
${groups.join('\n')}
  }
  # The words before the one that is being written, without the program's own name.
  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  $key = 'run'
  if ($before.Count -gt 0 -and $commands.ContainsKey($before[0])) { $key = $before[0] }
  if ($before.Count -gt 1 -and $commands.ContainsKey("$($before[0]) $($before[1])")) { $key = "$($before[0]) $($before[1])" }
  $command = $commands[$key]
  $words = @()
  $prefix = ''
  $typed = "$wordToComplete"
  if ($typed -match '^(--[a-z-]+)=(.*)$') {
    $prefix = "$($Matches[1])="
    $typed = $Matches[2]
    $words = @($command.Choices[$Matches[1]])
  } elseif ($before.Count -gt 0 -and $command.Taking -contains $before[-1]) {
    $words = @($command.Choices[$before[-1]])
  } elseif ($typed.StartsWith('-')) {
    $words = $command.Flags
  } elseif ($before.Count -eq 0) {
    $words = ${list(wordsAfter(commands, null))}
  } elseif ($before.Count -eq 1 -and $groups.ContainsKey($before[0])) {
    $words = $groups[$before[0]]
  }
  # Where there is nothing to say, PowerShell itself completes the name of a file.
  $words | Where-Object { $_ -and $_.StartsWith($typed) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new("$prefix$_", $_, 'ParameterValue', $_)
  }
}
`
}

function commandLine({ name, flags, taking, choices }: CompletedCommand): string {
  const words = [...choices].map(([flag, each]) => `'${flag}' = ${list(each)}`)
  return `    '${name}' = @{ Flags = ${list(flags)}; Taking = ${list(taking)}; Choices = @{ ${words.join('; ')} } }`
}

function list(words: readonly string[]): string {
  return `@(${words.map((word) => `'${word}'`).join(', ')})`
}
