/** `completion`: prints what makes a shell complete our words. Made of the tables that the words are read by. */

import { bashScript } from '../cli/completion/bash.ts'
import { type CompletedCommand, completedCommands, type Shell, shells } from '../cli/completion/model.ts'
import { powershellScript } from '../cli/completion/powershell.ts'
import { zshScript } from '../cli/completion/zsh.ts'
import { usageError } from '../cli/errors.ts'
import { exitCodes } from '../cli/exit-codes.ts'
import type { FlagTable } from '../cli/flag-table.ts'
import { didYouMean } from '../cli/nearest.ts'
import { quote } from '../cli/quote.ts'
import { tell } from '../cli/told.ts'
import type { Command } from './command.ts'
import { commandWords } from './mistake-words.ts'

const scripts: Readonly<Record<Shell, (commands: readonly CompletedCommand[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  powershell: powershellScript,
}

export const completion: Command = {
  flags: {},
  takes: ['the name of a shell: bash, zsh or powershell'],
  async run(given, { terminal }) {
    const [asked = ''] = given.arguments
    const shell = shells.find((each) => each === asked)
    if (shell === undefined) return usageError(tell(commandWords.noSuchShell, { shell: quote(asked), hint: didYouMean(asked, shells) }))
    terminal.stdout.write(scripts[shell](completedCommands(await tables())))
    return exitCodes.ready
  },
  help: {
    en: `Prints what makes a shell complete commands, flags and their values by Tab.

  terminal-preflight completion bash|zsh|powershell

  bash         eval "$(terminal-preflight completion bash)"
  zsh          eval "$(terminal-preflight completion zsh)"
  PowerShell   terminal-preflight completion powershell | Out-String |
                 Invoke-Expression

Put that line into ~/.bashrc, ~/.zshrc (behind compinit) or $PROFILE. Tab itself
starts nothing.

  --lang LANGUAGE       en or zh-HK
  --help                print this

Exit codes
  0  printed            64  the command line is wrong
`,
    'zh-HK': `輸出令命令列可按 Tab 自動完成指令、選項及其值的內容。

  terminal-preflight completion bash|zsh|powershell

  bash         eval "$(terminal-preflight completion bash)"
  zsh          eval "$(terminal-preflight completion zsh)"
  PowerShell   terminal-preflight completion powershell | Out-String |
                 Invoke-Expression

把該行加入 ~/.bashrc、~/.zshrc（放在 compinit 之後）或 $PROFILE。按 Tab 時不會
啟動任何程式。

  --lang 語言           en 或 zh-HK
  --help                顯示本說明

結束代碼
  0  已輸出             64  命令列有誤
`,
  },
}

/** Every command's own. */
async function tables(): Promise<Record<string, FlagTable>> {
  // It names this file too, and loads it when it is asked for.
  const { commands } = await import('./dispatch.ts')
  const loaded = await Promise.all(Object.entries(commands).map(async ([name, load]) => [name, (await load()).flags] as const))
  return Object.fromEntries(loaded)
}
