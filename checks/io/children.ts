/** What every program that we start has in common. */

import { type Failure, failureOf } from '../failure.ts'

/** What would load code into a child that is Node, slow its start or write files; and what makes Edge's launcher end at once. */
const notForChildren: ReadonlySet<string> = new Set([
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_V8_COVERAGE',
  'NODE_COMPILE_CACHE',
  'NODE_REDIRECT_WARNINGS',
  // Secrets of ours that a browser has no use for.
  'TERMINAL_PREFLIGHT_UPLOAD_TOKEN',
  'TERMINAL_PREFLIGHT_SIGNING_PASSWORD',
  // Windows' compatibility layer of a program is handed on to its children: Edge then starts itself anew without it, and the
  // first process, which holds our pipes, is gone (github.com/microsoft/playwright/pull/36462, github.com/github/app/issues/1227).
  '__COMPAT_LAYER',
  // The browser would write the keys of its connections there (Chromium, net/docs; NSS key log format).
  'SSLKEYLOGFILE',
])

/** Our environment without these. Windows keeps the names as somebody wrote them and finds them in any spelling. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !notForChildren.has(name.toUpperCase())))
}

/**
 * A program that may not start (AppLocker, WDAC, noexec) is a denial, not a network's prohibition. Windows says it by
 * ERROR_ACCESS_DISABLED_BY_POLICY, ERROR_SYSTEM_INTEGRITY_POLICY_VIOLATION or ERROR_VIRUS_INFECTED, for which libuv has no name
 * (src/win/error.c, uv_translate_sys_error) but UNKNOWN.
 */
export function startFailure(error: unknown): Failure {
  const found = failureOf(error)
  const isUnnamed = found.code === 'UNKNOWN' && found.syscall?.startsWith('spawn') === true
  return found.word === 'prohibited' || isUnnamed ? { ...found, word: 'access-denied' } : found
}
