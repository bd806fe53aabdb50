/** The helpdesk's commands, by their names. Each loads when it is asked for. */

import { type CommandTable, runByName } from '../../agent/commands/by-name.ts'
import type { Command } from '../../agent/commands/command.ts'
import type { HelpdeskDoors } from './doors.ts'

export const commands: CommandTable<HelpdeskDoors>['commands'] = {
  serve: async () => (await import('./serve.ts')).serve,
  'request new': async () => (await import('./request-new.ts')).requestNew,
  'request list': async () => (await import('./request-list.ts')).requestList,
  'request withdraw': async () => (await import('./request-withdraw.ts')).requestWithdraw,
  certificate: async () => (await import('./certificate.ts')).certificate,
  'account invite': async () => (await import('./account-invite.ts')).accountInvite,
  'account list': async () => (await import('./account-list.ts')).accountList,
  'account disable': async () => (await import('./account-disable.ts')).accountDisable,
  'audit check': async () => (await import('./audit-check.ts')).auditCheck,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  check: async () => (await import('./check.ts')).check,
  reindex: async () => (await import('./reindex.ts')).reindex,
  'remove-old': async () => (await import('./remove-old.ts')).removeOld,
}

export async function wholeHelp(): Promise<Command['help']> {
  const [{ helpEn }, { helpZhHk }] = await Promise.all([import('../help.en.ts'), import('../help.zh-HK.ts')])
  return { en: helpEn, 'zh-HK': helpZhHk }
}

const groups: CommandTable<HelpdeskDoors>['groups'] = {
  request: async () => (await import('./group-help.ts')).requestHelp,
  account: async () => (await import('./group-help.ts')).accountHelp,
  audit: async () => (await import('./group-help.ts')).auditHelp,
}

/** What may stand first on the command line, beside flags. */
export const firstWords: readonly string[] = [...new Set(Object.keys(commands).map((name) => name.split(' ', 1)[0] ?? ''))]

/** @param argv behind the program's own name; its first is one of `firstWords` */
export function dispatch(argv: readonly string[], doors: HelpdeskDoors) {
  return runByName({ commands, groups }, argv, doors)
}
