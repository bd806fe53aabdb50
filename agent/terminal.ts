/** What a run shows itself on. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  /** Whether stdout takes colour, and its width in columns. */
  readonly colours: boolean
  readonly columns: number
  /** The stream for the live line; none where nobody watches. */
  readonly progress?: NodeJS.WriteStream
  /** Fires on Ctrl-C. */
  readonly interrupted: AbortSignal
}

/** Where stdout is no terminal. */
export const DEFAULT_COLUMNS = 80

/** The process' own. NO_COLOR (no-color.org) is honoured whatever its value. */
export function ownTerminal(interrupted: AbortSignal): Terminal {
  const { stdout, stderr, env } = process
  return {
    stdout,
    stderr,
    colours: stdout.isTTY && !env.NO_COLOR,
    // A terminal that does not know its width says 0.
    columns: stdout.columns || DEFAULT_COLUMNS,
    ...(stderr.isTTY ? { progress: stderr } : {}),
    interrupted,
  }
}
