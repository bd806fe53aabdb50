/** Registries that hand out names below their own: the second-level domains of hkirc.hk and its like. */
const registry = /^(?:com|co|net|org|or|gov|go|edu|ac|idv)\.[a-z]{2}$/

/** "example.com.hk" of "sso.example.com.hk": one label less, but never what a registry hands out names below. */
function organisationOf(host: string): string {
  const labels = host.split('.')
  const parent = labels.slice(1).join('.')
  return labels.length > 2 && !registry.test(parent) ? parent : host
}

/** Whether a host is of the same organisation as another, as far as names tell: "idp.example.com" beside "sso.example.com". */
export function isOfSameOrganisation(host: string, other: string): boolean {
  return `.${host}`.endsWith(`.${organisationOf(other)}`)
}
