import { createPrivateKey } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { MOST_KEY_FILE_BYTES, readSigningKey } from '../../agent/identity/key-file.ts'
import { because, missing, missingOpenssl, openssl, temporaryFolders } from './commands.ts'

const newFolder = temporaryFolders()
const STRIDE = process.env.TEST_FULL === '1' ? 1 : 3
const missingLegacy = missingOpenssl ?? missing('openssl', 'list', '-providers', '-provider', 'legacy')

describe.skipIf(missingOpenssl !== undefined)(`a PKCS#12 of openssl${because(missingOpenssl)}`, () => {
  let work = ''
  const path = (name: string) => join(work, name)
  const run = (line: string) => openssl(...line.split(' '))

  async function certify(name: string, key: readonly string[], issuer?: string): Promise<void> {
    await openssl('genpkey', ...key, '-out', path(`${name}.key`))
    if (issuer === undefined) {
      await run(`req -x509 -new -key ${path(`${name}.key`)} -subj /CN=${name} -days 30 -out ${path(`${name}.pem`)}`)
      return
    }
    const request = `req -new -key ${path(`${name}.key`)} -subj /CN=${name} -out ${path(`${name}.csr`)}`
    await run(request)
    await writeFile(path('ca.cnf'), 'basicConstraints=CA:TRUE\nkeyUsage=keyCertSign,digitalSignature\n')
    await run(
      `x509 -req -in ${path(`${name}.csr`)} -CA ${path(`${issuer}.pem`)} -CAkey ${path(`${issuer}.key`)} -CAcreateserial -days 30 -extfile ${path('ca.cnf')} -out ${path(`${name}.pem`)}`,
    )
  }
  const ec = (curve: string) => ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`]
  const rsa = (bits: number) => ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`]

  beforeAll(async () => {
    work = await newFolder()
    await certify('root', rsa(2048))
    await certify('issuing', ec('P-384'), 'root')
    await certify('leaf', ec('P-256'), 'issuing')
    await Promise.all([
      certify('rsa', rsa(2048)),
      certify('other', ec('P-256')),
      certify('p384', ec('P-384')),
      certify('p521', ec('P-521')),
      certify('p224', ec('P-224')),
      certify('k256', ec('secp256k1')),
      certify('weak', rsa(1024)),
      certify('ed', ['-algorithm', 'ED25519']),
      certify('pss', ['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048']),
    ])
  })

  async function exported(name: string, password: string, ...more: readonly string[]): Promise<Buffer> {
    const args = ['-inkey', path(`${name}.key`), '-in', path(`${name}.pem`), '-out', path('out.p12'), '-passout', `pass:${password}`]
    await openssl('pkcs12', '-export', ...args, ...more)
    return readFile(path('out.p12'))
  }

  const chainFile = async () => {
    // The wrong way round, and with one that doesn't belong there.
    const others = await Promise.all(['rsa', 'root', 'issuing'].map((name) => readFile(path(`${name}.pem`), 'utf8')))
    await writeFile(path('others.pem'), others.join(''))
    return ['-certfile', path('others.pem')]
  }

  async function signerOf(p12: Uint8Array, password: string) {
    const read = await readSigningKey(p12, password)
    if ('problem' in read) throw new Error(read.problem)
    return read.signer
  }

  test.each(['rsa', 'leaf', 'p384', 'p521'])('opens with its key and certificate: %s', async (name) => {
    const signer = await signerOf(await exported(name, 'pass'), 'pass')
    const pem = await openssl('pkey', '-in', path(`${name}.key`))
    expect(signer.key.export({ type: 'pkcs8', format: 'pem' })).toBe(pem)
    expect(signer.certificates.map(({ subject }) => subject)).toEqual([`CN=${name}`])
    expect(signer.certificates[0].toString()).toBe(await openssl('x509', '-in', path(`${name}.pem`)))
  })

  test('brings the chain in order, and what doesn’t belong to it stays out', async () => {
    const signer = await signerOf(await exported('leaf', 'pass', ...(await chainFile())), 'pass')
    expect(signer.certificates.map(({ subject }) => subject)).toEqual(['CN=leaf', 'CN=issuing', 'CN=root'])
  })

  const older = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1']
  const forms: [name: string, args: readonly string[], needsLegacy: boolean][] = [
    ['as OpenSSL 3 does', [], false],
    ['AES-128, hmacWithSHA1, SHA-512 MAC', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-192-CBC', '-macalg', 'sha512'], false],
    ['3DES, as Windows does', older, false],
    ['3DES by PBES2', ['-keypbe', 'des-ede3-cbc', '-certpbe', 'des-ede3-cbc', '-macalg', 'sha384'], false],
    ['40 bits of RC2 and 3DES, as it was done once', ['-legacy'], true],
    ['128 bits of RC2', ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128'], true],
    ['without a MAC', ['-nomac'], false],
    ['with each key twenty thousand rounds away', ['-iter', '20000'], false],
  ]
  describe.each(forms)('encrypted: %s', (_name, args, needsLegacy) => {
    test.skipIf(needsLegacy && missingLegacy !== undefined).each(['pass', '', '中文密碼 é 😀'])('by the password %j', async (password) => {
      const p12 = await exported('leaf', password, ...args, ...(await chainFile()))
      expect((await signerOf(p12, password)).certificates).toHaveLength(3)
      for (const wrong of ['x', `${password}x`, 'PASS']) expect(await readSigningKey(p12, wrong)).toEqual({ problem: 'wrong-password' })
    })
  })

  test('by no password, which is another thing than an empty one', async () => {
    const forge = (await import('node-forge')).default
    const [key, cert] = [await openssl('pkey', '-traditional', '-in', path('rsa.key')), await readFile(path('rsa.pem'), 'latin1')]
    const options = { algorithm: '3des', count: 2000 } as const
    const made = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), [forge.pki.certificateFromPem(cert)], null, options)
    const p12 = Buffer.from(forge.asn1.toDer(made).getBytes(), 'latin1')
    expect((await signerOf(p12, '')).certificates[0].subject).toBe('CN=rsa')
    expect(await readSigningKey(p12, 'x')).toEqual({ problem: 'wrong-password' })
  })

  test('not encrypted at all', async () => {
    const p12 = await exported('rsa', '', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac')
    expect((await signerOf(p12, '')).certificates[0].subject).toBe('CN=rsa')
  })

  test.each<[string, string, () => Promise<Uint8Array>]>([
    ['weak-key', 'an RSA key of 1024 bits', () => exported('weak', 'pass')],
    ['unsupported', 'another curve', () => exported('p224', 'pass')],
    ['unsupported', 'a curve of 256 bits that is not NIST’s', () => exported('k256', 'pass')],
    ['unsupported', 'Ed25519', () => exported('ed', 'pass')],
    ['unsupported', 'a key for RSA-PSS alone', () => exported('pss', 'pass')],
    ['no-key', 'certificates alone', async () => exported('rsa', 'pass', '-nokeys')],
    [
      'no-certificate',
      'a key alone',
      async () => {
        await openssl('pkcs12', '-export', '-nocerts', '-inkey', path('rsa.key'), '-out', path('out.p12'), '-passout', 'pass:pass')
        return readFile(path('out.p12'))
      },
    ],
    ['not-pkcs12', 'the PEM of a certificate', () => readFile(path('rsa.pem'))],
    ['not-pkcs12', 'nothing', async () => new Uint8Array()],
    ['not-pkcs12', 'ASN.1 of another kind', async () => Buffer.from('30030101ff', 'hex')],
    ['not-pkcs12', 'ASN.1 within ASN.1 to the file’s end', async () => Buffer.alloc(200_000, Buffer.from('3080', 'hex'))],
    ['not-pkcs12', 'a part of one', async () => (await exported('rsa', 'pass')).subarray(0, 1000)],
    ['too-large', 'a large file', async () => Buffer.alloc(MOST_KEY_FILE_BYTES + 1)],
    ['unsupported', 'SHA-224 for its MAC', () => exported('rsa', 'pass', '-macalg', 'sha224')],
    ['unsupported', 'another cipher', () => exported('rsa', 'pass', '-keypbe', 'CAMELLIA-128-CBC')],
  ])('%s: %s', async (problem, _name, make) => {
    expect(await readSigningKey(await make(), 'pass')).toEqual({ problem })
  })

  /** Puts other bytes at each place where some are. */
  function replaced(content: Buffer, from: string, to: string): Buffer {
    const hex = content.toString('hex')
    // Not by toContain, which would print the whole file.
    expect(hex.includes(from)).toBe(true)
    return Buffer.from(hex.replaceAll(from, to), 'hex')
  }

  test('the MAC of RFC 9579, which OpenSSL 3.4 can write', async () => {
    const [sha256, pbmac1] = ['608648016503040201', '2a864886f70d01050e']
    // Only the MAC names SHA-256 itself.
    expect(await readSigningKey(replaced(await exported('rsa', 'pass'), sha256, pbmac1), 'pass')).toEqual({ problem: 'unsupported' })
  })

  const rounds = (count: string) => `0203${count}`
  test.each<[string, readonly string[], string, string]>([
    ['its MAC', ['-iter', '65539', '-keypbe', 'NONE', '-certpbe', 'NONE'], rounds('010003'), rounds('7fffff')],
    ['its key', ['-iter', '65539', '-nomac', '-certpbe', 'NONE'], rounds('010003'), rounds('7fffff')],
    ['its key, 3DES', ['-iter', '65539', '-nomac', '-certpbe', 'NONE', ...older], rounds('010003'), rounds('7fffff')],
    ['its certificates', ['-iter', '65539', '-nomac', '-keypbe', 'NONE', '-certpbe', 'AES-256-CBC'], rounds('010003'), rounds('7fffff')],
    ['nothing at all', ['-iter', '65539', '-nomac', '-keypbe', 'NONE', '-certpbe', 'AES-256-CBC'], rounds('010003'), rounds('000000')],
    ['less than nothing', ['-iter', '65539', '-nomac', '-keypbe', 'NONE', '-certpbe', 'AES-256-CBC'], rounds('010003'), rounds('800000')],
  ])('rounds without end are not begun: for %s', async (_name, args, from, to) => {
    const p12 = replaced(await exported('rsa', 'pass', ...args), from, to)
    const start = process.cpuUsage()
    expect(await readSigningKey(p12, 'pass')).toEqual({ problem: 'too-large' })
    const { user } = process.cpuUsage(start)
    expect(user).toBeLessThan(1_000_000)
  })

  test('the key of one and the certificate of another', async () => {
    // openssl refuses to write it: another key of the same length is put into an open file.
    const der = async (name: string) => createPrivateKey(await readFile(path(`${name}.key`))).export({ type: 'pkcs8', format: 'der' })
    const plain = await exported('leaf', '', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac')
    const mixed = replaced(plain, (await der('leaf')).toString('hex'), (await der('other')).toString('hex'))
    expect(await readSigningKey(mixed, '')).toEqual({ problem: 'key-and-certificate-differ' })
  })

  test('several keys', async () => {
    // Each part of a file is a list of bags of its own: all are put in twice.
    const plain = await exported('rsa', '', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac')
    const { AuthenticatedSafe, PFX } = await import('pkijs')
    const { OctetString } = await import('asn1js')
    const pfx = PFX.fromBER(new Uint8Array(plain))
    const safe = AuthenticatedSafe.fromBER(new Uint8Array(pfx.authSafe.content.getValue()))
    safe.safeContents.push(...safe.safeContents)
    pfx.authSafe.content = new OctetString({ valueHex: safe.toSchema().toBER() })
    expect(await readSigningKey(new Uint8Array(pfx.toSchema().toBER()), '')).toEqual({ problem: 'several-keys' })
  })

  test('of two certificates for one key the one that holds longest', async () => {
    await run(`req -x509 -new -key ${path('rsa.key')} -subj /CN=renewed -days 300 -out ${path('renewed.pem')}`)
    const signer = await signerOf(await exported('rsa', 'pass', '-certfile', path('renewed.pem')), 'pass')
    expect(signer.certificates.map(({ subject }) => subject)).toEqual(['CN=renewed'])
  })

  test(`a damaged one is a problem, never an error: a bit of each byte turned over${STRIDE === 1 ? '' : ', of every third'}`, async () => {
    const p12 = await exported('leaf', 'pass', '-iter', '1')
    const problems = new Map<string, number>()
    for (let at = 0; at < p12.length; at += STRIDE) {
      const damaged = Buffer.from(p12)
      damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << (at % 8)), at)
      const read = await readSigningKey(damaged, 'pass')
      const outcome = 'problem' in read ? read.problem : 'opened'
      problems.set(outcome, (problems.get(outcome) ?? 0) + 1)
    }
    // What the MAC covers can't be changed unseen; outside it are a few bytes that mean nothing.
    expect(problems.get('wrong-password')).toBeGreaterThan((p12.length / STRIDE) * 0.8)
    expect(problems.get('opened') ?? 0).toBeLessThan(10)
  })
})
