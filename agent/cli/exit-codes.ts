/** What the program tells the shell that started it: a public contract for scripts, fleets and monitoring. */

export const exitCodes = {
  /** Every required check passed. Nagios: OK. */
  ready: 0,
  /** The log-on works today; something will stop it another day. Nagios: WARNING. */
  attention: 1,
  /** Something stops the log-on. Nagios: CRITICAL. */
  notReady: 2,
  /** A required check could not be made, or something bad has no known cause. Nagios: UNKNOWN. */
  undetermined: 3,
  /** The command line is wrong (sysexits EX_USAGE). */
  usage: 64,
  /** A file that was named can't be read (sysexits EX_NOINPUT). */
  noInput: 66,
  /** Our own bug (sysexits EX_SOFTWARE). It stands from the first statement on, until a report is safely written. */
  internal: 70,
  /** The upload was kept for later (sysexits EX_TEMPFAIL). */
  uploadKept: 75,
  /** A file was read and is wrong: site file, profile, certificate (sysexits EX_CONFIG). */
  badFile: 78,
  /** Ctrl-C: 128 and the number of SIGINT, as shells count. */
  interrupted: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
