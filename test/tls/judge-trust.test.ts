import { describe, expect, test } from 'vitest'
import type { Settings } from '../../checks/settings.ts'
import { createIntermediate, createLeaf, createRoot, createSelfSigned, splitPem } from '../support/certificates.ts'
import { badOf, clockOf, codesOf, evidenceOf, HOST, judge, machineWith, recordOf } from './playing.ts'

const days = (count: number) => new Date(Date.now() + count * 86_400_000)

const root = await createRoot({ name: 'CN=Good Root,O=Good Trust' })
const issuing = await createIntermediate(root, { name: 'CN=Good Issuing,O=Good Trust' })
const good = await createLeaf(issuing, { names: [HOST] })
const alone = splitPem(good.chain)[0] as string

const plainRoot = await createRoot({ name: 'CN=Plain Root' })
const plainIssuing = await createIntermediate(plainRoot, { name: 'CN=Plain Issuing' })
const plainAlone = splitPem((await createLeaf(plainIssuing, { names: [HOST] })).chain)[0] as string
const aiaAlone = splitPem(
  (await createLeaf(plainIssuing, { names: [HOST], caIssuers: 'http://ca.example/issuing.crt' })).chain,
)[0] as string
const anotherKeySent = alone + (await createIntermediate(root, { name: issuing.name })).cert
const plainTwo = (await createLeaf(plainIssuing, { names: [HOST] })).chain

const selfSigned = await createSelfSigned({ names: [HOST] })
const box = await createRoot({ name: 'CN=Zscaler Root CA,O=Zscaler Inc.' })
const boxed = await createLeaf(box, { names: [HOST] })
const quietBox = await createRoot({ name: 'CN=Company Inspection CA,O=Company' })
const quietlyBoxed = await createLeaf(quietBox, { names: [HOST] })
/** Bears the good root's name, and is another. */
const namesake = await createRoot({ name: root.name })
const namesakeLeaf = await createLeaf(await createIntermediate(namesake, { name: 'CN=Another Issuing,O=Good Trust' }), { names: [HOST] })
const vendorSelf = await createSelfSigned({ name: 'CN=FortiGate CA,O=Fortinet', names: [HOST] })

type Case = readonly [
  name: string,
  chain: string,
  settings: Partial<Settings>,
  installed: readonly string[],
  expected: Record<string, string>,
]

function trustCase(
  name: string,
  chain: string,
  code: string,
  settings: Partial<Settings> = {},
  installed: readonly string[] = [],
  status = 'problem',
): Case {
  return [name, chain, settings, installed, { code, status }]
}

describe('who vouches for a certificate', () => {
  test.each<Case>([
    trustCase('a root given by --root', good.chain, 'tls/trusted', { trustedRoots: [root.cert] }, [], 'ok'),
    trustCase(
      'a root given by --root in a file of several',
      good.chain,
      'tls/trusted',
      { trustedRoots: [plainRoot.cert + root.cert] },
      [],
      'ok',
    ),
    trustCase('an intermediate given by --root', alone, 'tls/trusted', { trustedRoots: [issuing.cert] }, [], 'ok'),
    trustCase('a self-signed certificate given by --root', selfSigned.cert, 'tls/trusted', { trustedRoots: [selfSigned.cert] }, [], 'ok'),
    trustCase('a self-signed certificate', selfSigned.cert, 'tls/self-signed'),
    trustCase('a self-signed certificate, though issuers are expected', selfSigned.cert, 'tls/self-signed', {
      issuers: ['CN=Good Issuing'],
    }),
    trustCase('a chain that ends in an unknown root', quietlyBoxed.chain + quietBox.cert, 'tls/unknown-issuer'),
    trustCase('a chain of two whose root nobody knows', plainTwo, 'tls/unknown-issuer'),
    trustCase('a chain of two whose root nobody knows, where other roots are in play', plainTwo, 'tls/unknown-issuer', {
      trustedRoots: [root.cert],
    }),
    trustCase('a root of the same name that did not sign', namesakeLeaf.chain, 'tls/unknown-issuer', { trustedRoots: [root.cert] }),
    trustCase('a root that only the site file names', good.chain, 'tls/root-not-installed', { siteRoots: [root.cert] }),
    trustCase(
      'a root that the site file names and somebody installed',
      good.chain,
      'tls/trusted',
      { siteRoots: [root.cert] },
      [root.cert],
      'ok',
    ),
    trustCase('a root that somebody installed', quietlyBoxed.chain, 'tls/intercepted', {}, [quietBox.cert], 'warning'),
    trustCase(
      'an installed root whose issuer is the expected one',
      good.chain,
      'tls/trusted',
      { issuers: ['CN=Good Issuing'] },
      [root.cert],
      'ok',
    ),
    trustCase(
      'an installed root whose issuer is not the expected one',
      quietlyBoxed.chain,
      'tls/intercepted',
      { issuers: ['CN=Good Issuing'] },
      [quietBox.cert],
      'warning',
    ),
    trustCase('an unknown root whose issuer is not the expected one', quietlyBoxed.chain + quietBox.cert, 'tls/intercepted', {
      issuers: ['CN=Good Issuing'],
    }),
    trustCase("a vendor's name, root unknown", boxed.chain, 'tls/intercepted'),
    trustCase("a vendor's name, root sent", boxed.chain + box.cert, 'tls/intercepted'),
    trustCase("a vendor's name wins over an incomplete chain", boxed.chain, 'tls/intercepted', { trustedRoots: [root.cert] }),
    trustCase("a vendor's name on a certificate signed by itself", vendorSelf.cert, 'tls/intercepted'),
    trustCase("a vendor's name, root installed", boxed.chain, 'tls/intercepted', {}, [box.cert], 'warning'),
    trustCase(
      "a vendor's name, root installed and in the site file",
      boxed.chain,
      'tls/intercepted',
      { siteRoots: [box.cert] },
      [box.cert],
      'warning',
    ),
    trustCase("a vendor's name, root named by the site file alone", boxed.chain, 'tls/root-not-installed', { siteRoots: [box.cert] }),
    trustCase("a vendor's name below a root given by --root", boxed.chain, 'tls/trusted', { trustedRoots: [box.cert] }, [], 'ok'),
    trustCase('a link left out: a store holds a root of that organisation', alone, 'tls/chain-incomplete', { trustedRoots: [root.cert] }),
    trustCase('a certificate alone, of which nothing ties it to the roots of --root that are in play', plainAlone, 'tls/unknown-issuer', {
      trustedRoots: [plainRoot.cert],
    }),
    trustCase("the issuer's certificate of another key was sent: it was not left out", anotherKeySent, 'tls/unknown-issuer', {
      trustedRoots: [root.cert],
    }),
    trustCase("a certificate alone that says where its issuer's lies", aiaAlone, 'tls/chain-incomplete'),
    trustCase('a certificate alone, of which nothing more is known', plainAlone, 'tls/unknown-issuer'),
  ])('%s', (_name, chain, settings, installed, expected) => {
    const findings = judge(evidenceOf([recordOf(chain)], settings, machineWith(installed)), settings)
    expect(findings.find(({ id }) => id.startsWith('tls.trust '))).toMatchObject({
      ...expected,
      subject: HOST,
      args: { host: HOST, address: '192.0.2.1', via: '192.0.2.1:443' },
    })
  })

  test("a link that one server leaves out and another sends: what ties them is in the run's own evidence", () => {
    const settings = { trustedRoots: [plainRoot.cert] }
    const records = [recordOf(plainAlone), recordOf(plainTwo, { host: 'www.example' })]
    const evidence = evidenceOf(records, settings)
    expect(evidence.presented[0]).toMatchObject({ completedBy: [evidence.presented[1]?.chain[1]], anchors: [{ store: 'flag' }] })
    expect(codesOf(judge(evidence, settings).filter(({ subject }) => subject === HOST))['tls.trust']).toBe('tls/chain-incomplete')
  })

  test("a public authority that Mozilla's list lacks and Microsoft's has is no inspection box", () => {
    const evidence = evidenceOf([recordOf(quietlyBoxed.chain)], {}, machineWith([quietBox.cert]))
    for (const anchor of evidence.presented[0]?.anchors ?? []) anchor.distributedByMicrosoft = true
    expect(codesOf(judge(evidence))['tls.trust']).toBe('tls/trusted')
  })

  test("where the time was up before the PC's own store was asked, nothing is said", () => {
    const evidence = evidenceOf([recordOf(quietlyBoxed.chain)])
    const cut = {
      ...evidence,
      presented: evidence.presented.map((each) => ({ ...each, storesAsked: ['bundled' as const] })),
      complete: false,
    }
    expect(judge(cut).find(({ id }) => id.startsWith('tls.trust '))).toMatchObject({
      code: 'tls/not-judged',
      status: 'not-checked',
      reason: 'deadline',
    })
  })

  test('a cross-signed root: the path ends where a store vouches for it', async () => {
    const old = await createRoot({ name: 'CN=Old Root,O=Good Trust' })
    const cross = await createIntermediate(old, { name: root.name, keyOf: root })
    const settings = { trustedRoots: [root.cert] }
    const evidence = evidenceOf([recordOf(good.chain + cross.cert)], settings)
    expect(evidence.presented[0]?.path).toHaveLength(2)
    expect(codesOf(judge(evidence, settings))['tls.trust']).toBe('tls/trusted')
  })

  test('of several ways up the one is taken that has nothing against it, as browsers do', async () => {
    const ended = await createIntermediate(root, { name: issuing.name, keyOf: issuing, notBefore: days(-400), notAfter: days(-5) })
    const old = await createIntermediate(root, { name: issuing.name, keyOf: issuing, hash: 'SHA-1' })
    const astray = await createIntermediate(quietBox, { name: issuing.name, keyOf: issuing, notAfter: days(9000) })
    const settings = { trustedRoots: [root.cert] }
    for (const clock of [{}, { wallMs: days(400).getTime(), skewMs: days(400).getTime() - Date.now() }])
      for (const before of [ended, old, astray]) {
        const io = machineWith([], { clockAheadMs: clock.skewMs ?? 0 })
        const findings = judge(evidenceOf([recordOf(alone + before.cert + issuing.cert)], settings, io), settings, clockOf(clock))
        const own = findings.filter(({ args }) => args.validAtCorrectedTime !== true)
        expect(badOf(own)).toEqual({})
        expect(codesOf(findings)).toMatchObject({ 'tls.trust': 'tls/trusted', 'tls.strength': 'tls/strong' })
      }
  })

  test('certificates that all sign each other cost little', async () => {
    const ring = await Promise.all(
      Array.from({ length: 12 }, () => createIntermediate(plainRoot, { name: 'CN=Ring', keyOf: plainIssuing })),
    )
    const leaf = await createLeaf({ ...plainIssuing, name: 'CN=Ring' }, { names: [HOST] })
    const startedMs = performance.now()
    evidenceOf([recordOf(leaf.cert + ring.map(({ cert }) => cert).join(''))])
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })

  test('a certificate that is no authority signs none', async () => {
    const server = await createLeaf(root, { names: ['other.example'] })
    const forged = await createLeaf({ ...server, name: 'CN=other.example' }, { names: [HOST] })
    const settings = { trustedRoots: [root.cert] }
    expect(codesOf(judge(evidenceOf([recordOf(forged.cert + server.cert)], settings), settings))['tls.trust']).toBe('tls/unknown-issuer')
  })
})

describe('who issued it, where the site file says who should', () => {
  test.each<
    [name: string, chain: string, settings: Partial<Settings>, installed: readonly string[], expected: Record<string, unknown> | undefined]
  >([
    ['nothing is said of issuers', good.chain, { trustedRoots: [root.cert] }, [], undefined],
    [
      'the expected one',
      good.chain,
      { trustedRoots: [root.cert], issuers: ['CN=Good Issuing, O=Good Trust'] },
      [],
      { code: 'tls/issuer-expected', status: 'ok' },
    ],
    [
      'the expected one is the root',
      good.chain,
      { trustedRoots: [root.cert], issuers: ['CN=Good Root'] },
      [],
      { code: 'tls/issuer-expected', status: 'ok' },
    ],
    [
      'one of several expected',
      good.chain,
      { trustedRoots: [root.cert], issuers: ['CN=Other', 'o=good trust'] },
      [],
      { code: 'tls/issuer-expected', status: 'ok' },
    ],
    [
      'another, below a root given by --root',
      good.chain,
      { trustedRoots: [root.cert], issuers: ['CN=Other'] },
      [],
      { code: 'tls/issuer-unexpected', status: 'warning' },
    ],
    [
      'another, below an installed root',
      quietlyBoxed.chain,
      { issuers: ['CN=Other'] },
      [quietBox.cert],
      { code: 'tls/intercepted', status: 'warning' },
    ],
    ['another, below an unknown root', quietlyBoxed.chain, { issuers: ['CN=Other'] }, [], { code: 'tls/intercepted', status: 'problem' }],
    [
      'a certificate signed by itself',
      selfSigned.cert,
      { issuers: ['CN=Other'] },
      [],
      { code: 'tls/issuer-unexpected', status: 'warning' },
    ],
    [
      'the expected name, for which nobody vouches',
      good.chain,
      { issuers: ['CN=Good Issuing'] },
      [],
      { code: 'tls/not-judged', status: 'not-checked' },
    ],
  ])('%s', (_name, chain, settings, installed, expected) => {
    const findings = judge(evidenceOf([recordOf(chain)], settings, machineWith(installed)), settings)
    const finding = findings.find(({ id }) => id === `tls.issuer ${HOST} 192.0.2.1:443`)
    if (expected === undefined) expect(finding).toBeUndefined()
    else expect(finding).toMatchObject(expected)
  })

  test('another, below a bundled root: news for the site file, no interception', () => {
    const settings = { trustedRoots: [root.cert], issuers: ['CN=Other'] }
    const evidence = evidenceOf([recordOf(good.chain)], settings)
    for (const anchor of evidence.presented[0]?.anchors ?? []) anchor.store = 'bundled'
    expect(codesOf(judge(evidence, settings))).toMatchObject({ 'tls.trust': 'tls/trusted', 'tls.issuer': 'tls/issuer-unexpected' })
  })

  test('no issuers in the site file: said once, not for each host', () => {
    const findings = judge(evidenceOf([recordOf(good.chain), recordOf(good.chain, { host: 'www.example' })]))
    expect(findings.filter(({ code }) => code === 'site/not-configured')).toMatchObject([
      { reason: 'not-configured', subject: 'certificate.issuers' },
    ])
  })
})
