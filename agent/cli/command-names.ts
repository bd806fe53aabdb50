/** What may stand first on the command line, beside `run` and flags. */
export const commandNames: readonly string[] = ['bundle', 'upload', 'request', 'code', 'causes', 'site', 'guide', 'about', 'completion']
