/** What `npm test` plays: some of each kind, under six minutes on two cores. */
export const subset: readonly string[] = ['path/dropped-at-site', 'dns/alternate-dropped']
