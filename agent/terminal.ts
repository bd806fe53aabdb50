import { type OwnWindow, ownWindow } from './window/own-window.ts'

/** What a run shows itself on. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  /** Whether stdout takes colour, and its width in columns. */
  readonly colours: boolean
  readonly columns: number
  /** How many lines are seen at once; not there where stdout is no terminal, and nothing scrolls away. */
  readonly rows?: number
  /** The stream for the live line; none where nobody watches. */
  readonly progress?: NodeJS.WriteStream
  /** Asks a question that is answered by yes or no, and waits. Not there where nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>
  /** Asks for what must not be seen while it is typed; undefined where the person ends it instead. */
  readonly askUnseen?: (question: string) => Promise<string | undefined>
  /** The window of a double-click, where this may be one. */
  readonly window?: OwnWindow
  /** Fires on Ctrl-C. */
  readonly interrupted: AbortSignal
}

/** Where stdout is no terminal. */
export const DEFAULT_COLUMNS = 80

/** The process' own. NO_COLOR (no-color.org) is honoured whatever its value, and a terminal that says it understands no codes. */
export function ownTerminal(interrupted: AbortSignal): Terminal {
  const { stdout, stderr, env } = process
  const window = ownWindow()
  return {
    stdout,
    stderr,
    colours: stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb',
    // A terminal that does not know its width says 0.
    columns: stdout.columns || DEFAULT_COLUMNS,
    ...(stdout.rows > 0 ? { rows: stdout.rows } : {}),
    ...(stderr.isTTY ? { progress: stderr } : {}),
    ...questions(),
    ...(window === undefined ? {} : { window }),
    interrupted,
  }
}

/** Libraries for it load when something is asked. */
function questions(): Pick<Terminal, 'ask' | 'askUnseen'> {
  const { stdin, stderr } = process
  if (!stdin.isTTY || !stderr.isTTY) return {}
  const ends = { input: stdin, output: stderr }
  return {
    ask: async (question) => isYes(await (await import('./identity/ask.ts')).askLine(question, ends)),
    askUnseen: async (question) => (await import('./identity/ask.ts')).askUnseen(question, ends),
  }
}

/** Anything else is no: an answer that somebody did not mean sends nothing. */
function isYes(answer: string | undefined): boolean {
  return /^\s*(?:y|yes|是|好|同意)\s*$/i.test(answer ?? '')
}
