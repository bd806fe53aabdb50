/** The commands beside `run`, by their names. Each loads when it is asked for. */

import type { ExitCode } from '../cli/exit-codes.ts'
import { type CommandTable, runByName } from './by-name.ts'
import type { CommandDoors } from './command.ts'

export const commands: CommandTable<CommandDoors>['commands'] = {
  'bundle verify': async () => (await import('./bundle-verify.ts')).bundleVerify,
  'bundle show': async () => (await import('./bundle-show.ts')).bundleShow,
  'bundle explain': async () => (await import('./bundle-explain.ts')).bundleExplain,
  'bundle diff': async () => (await import('./bundle-diff.ts')).bundleDiff,
  'bundle open': async () => (await import('./bundle-open.ts')).bundleOpen,
  upload: async () => (await import('./upload.ts')).upload,
  request: async () => (await import('./request.ts')).request,
  code: async () => (await import('./code.ts')).code,
  causes: async () => (await import('./causes.ts')).causes,
  'site init': async () => (await import('./site-init.ts')).siteInit,
  'site check': async () => (await import('./site-check.ts')).siteCheck,
  guide: async () => (await import('./guide.ts')).guide,
  about: async () => (await import('./about.ts')).about,
  completion: async () => (await import('./completion.ts')).completion,
}

const groups: CommandTable<CommandDoors>['groups'] = {
  bundle: async () => (await import('./bundle-help.ts')).bundleHelp,
  site: async () => (await import('../site/help.ts')).siteHelp,
}

/** @param argv behind the program's own name; its first is one of `commandNames` */
export async function dispatch(argv: readonly string[], doors: CommandDoors): Promise<ExitCode> {
  return runByName({ commands, groups }, argv, doors)
}
