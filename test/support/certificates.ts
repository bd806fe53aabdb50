/**
 * A small certificate factory for tests and the lab: root → intermediate → leaf, in PEM, with any dates and any names.
 *
 *     const { root, intermediate, leaf } = await createHierarchy({ names: ['sso.example', '127.0.0.1'] })
 *     createServer({ key: leaf.key, cert: leaf.chain })      // settings.trustedRoots = [root.cert]
 *
 *     const root = await createRoot({ name: 'CN=Inspection CA,O=Zscaler Inc.', key: 'rsa-2048' })
 *     const leaf = await createLeaf(root, { names: ['www.example'], notAfter: new Date('2020-01-01') })
 *
 * EC P-256 and SHA-256 unless told otherwise: an RSA key takes up to half a second to make.
 */

import './reflect.ts'
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import * as x509 from '@peculiar/x509'

export type KeyKind = 'ec-p256' | 'ec-p384' | 'ec-p224' | 'rsa-2048' | 'rsa-1024'

/** `ec-p224` is for leaves only: WebCrypto, which signs here, does not know the curve. */
export type AuthorityKeyKind = Exclude<KeyKind, 'ec-p224'>

/** What was issued, everything in PEM. */
export interface Issued {
  /** Private key, PKCS #8. */
  readonly key: string
  /** The certificate alone. */
  readonly cert: string
  /** As a server sends it: the certificate and the intermediates above it, without the root. */
  readonly chain: string
  /** The root at the top; of a self-signed certificate, itself. */
  readonly root: string
}

/** A certificate that may sign others. */
export interface Authority extends Issued {
  /** The distinguished name as it was given. */
  readonly name: string
}

interface Dates {
  /** Default: yesterday. */
  readonly notBefore?: Date
  /** Default: a year from now for a leaf, ten years for an authority. */
  readonly notAfter?: Date
}

export interface AuthorityOptions extends Dates {
  /** Parts in the order in which they are encoded: 'C=HK,O=Example,CN=Example Root CA'. */
  readonly name?: string
  readonly key?: AuthorityKeyKind
  /** Hash of the signature on this certificate. */
  readonly hash?: 'SHA-256' | 'SHA-1'
  /** Signs for an existing key pair instead of a new one: that is how a cross-signed authority comes about. */
  readonly keyOf?: Authority
}

export interface LeafOptions extends Dates {
  /** DNS names and IP addresses for subjectAltName; the first is the common name too, where `name` gives none. */
  readonly names?: readonly string[]
  readonly name?: string
  readonly key?: KeyKind
  readonly hash?: 'SHA-256' | 'SHA-1'
  /** Authority information access: where the issuer's certificate lies (RFC 5280 section 4.2.2.1). */
  readonly caIssuers?: string
  readonly ocsp?: string
  /** For an OCSP responder instead of a server (RFC 6960 section 4.2.2.2). */
  readonly ocspSigning?: boolean
}

const DAY_MS = 86_400_000

/** A self-issued authority. */
export async function createRoot(options: AuthorityOptions = {}): Promise<Authority> {
  const name = options.name ?? 'CN=Example Root CA,O=Example'
  const key = await keyFor(options)
  const cert = await sign({ ...options, subject: name, key, issuer: { name, key }, extensions: await authorityExtensions(key, key) })
  return { name, key: keyPem(key), cert, chain: cert, root: cert }
}

/** An authority signed by another. */
export async function createIntermediate(issuer: Authority, options: AuthorityOptions = {}): Promise<Authority> {
  const name = options.name ?? 'CN=Example Issuing CA,O=Example'
  const key = await keyFor(options)
  const signer = signerOf(issuer)
  const cert = await sign({ ...options, subject: name, key, issuer: signer, extensions: await authorityExtensions(key, signer.key) })
  return { name, key: keyPem(key), cert, chain: above(cert, issuer), root: issuer.root }
}

/** A server's certificate. */
export async function createLeaf(issuer: Authority, options: LeafOptions = {}): Promise<Issued> {
  const key = await newKey(options.key)
  const signer = signerOf(issuer)
  const cert = await sign({
    notAfter: inDays(365),
    ...options,
    subject: leafName(options),
    key,
    issuer: signer,
    extensions: await leafExtensions(options, key, signer.key),
  })
  return { key: keyPem(key), cert, chain: above(cert, issuer), root: issuer.root }
}

/** A server's certificate signed by its own key. */
export async function createSelfSigned(options: LeafOptions & { readonly key?: AuthorityKeyKind } = {}): Promise<Issued> {
  const key = await newKey(options.key)
  const subject = leafName(options)
  const extensions = await leafExtensions(options, key, key)
  const cert = await sign({ notAfter: inDays(365), ...options, subject, key, issuer: { name: subject, key }, extensions })
  return { key: keyPem(key), cert, chain: cert, root: cert }
}

/** The usual three at once; `leaf.chain` holds leaf and intermediate. */
export async function createHierarchy(options: LeafOptions = {}): Promise<{ root: Authority; intermediate: Authority; leaf: Issued }> {
  const root = await createRoot()
  const intermediate = await createIntermediate(root)
  return { root, intermediate, leaf: await createLeaf(intermediate, options) }
}

/** The certificates of a PEM text, one by one. */
export function splitPem(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g) ?? []
}

interface Signer {
  readonly name: string
  readonly key: KeyObject
}

function signerOf(issuer: Authority): Signer {
  return { name: issuer.name, key: createPrivateKey(issuer.key) }
}

/** What the server sends: the new certificate, then its issuers up to but without the root. */
function above(cert: string, issuer: Authority): string {
  return issuer.cert === issuer.root ? cert : cert + issuer.chain
}

const makeKeyPair = promisify(generateKeyPair)

async function newKey(kind: KeyKind = 'ec-p256'): Promise<KeyObject> {
  if (kind === 'rsa-2048' || kind === 'rsa-1024') {
    return (await makeKeyPair('rsa', { modulusLength: kind === 'rsa-2048' ? 2048 : 1024 })).privateKey
  }
  const namedCurve = { 'ec-p256': 'prime256v1', 'ec-p384': 'secp384r1', 'ec-p224': 'secp224r1' }[kind]
  return (await makeKeyPair('ec', { namedCurve })).privateKey
}

async function keyFor({ key, keyOf }: AuthorityOptions): Promise<KeyObject> {
  return keyOf === undefined ? await newKey(key) : createPrivateKey(keyOf.key)
}

function keyPem(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}

function publicDer(key: KeyObject): ArrayBuffer {
  return copy(createPublicKey(keyPem(key)).export({ format: 'der', type: 'spki' }))
}

/** WebCrypto wants memory that is not a part of Node's pool. */
function copy(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

async function keyIdentifiers(key: KeyObject, issuerKey: KeyObject): Promise<x509.Extension[]> {
  return [
    await x509.SubjectKeyIdentifierExtension.create(publicDer(key)),
    await x509.AuthorityKeyIdentifierExtension.create(publicDer(issuerKey)),
  ]
}

async function authorityExtensions(key: KeyObject, issuerKey: KeyObject): Promise<x509.Extension[]> {
  const usages = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign
  return [
    new x509.BasicConstraintsExtension(true, undefined, true),
    new x509.KeyUsagesExtension(usages, true),
    ...(await keyIdentifiers(key, issuerKey)),
  ]
}

async function leafExtensions(options: LeafOptions, key: KeyObject, issuerKey: KeyObject): Promise<x509.Extension[]> {
  const { names = [], caIssuers, ocsp, ocspSigning = false } = options
  const alternatives = names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }))
  const access = { ...(caIssuers === undefined ? {} : { caIssuers }), ...(ocsp === undefined ? {} : { ocsp }) }
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
    new x509.ExtendedKeyUsageExtension([ocspSigning ? x509.ExtendedKeyUsage.ocspSigning : x509.ExtendedKeyUsage.serverAuth]),
    ...(alternatives.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension(alternatives)]),
    ...(Object.keys(access).length === 0 ? [] : [new x509.AuthorityInfoAccessExtension(access)]),
    ...(await keyIdentifiers(key, issuerKey)),
  ]
}

function leafName({ name, names = [] }: LeafOptions): string {
  return name ?? `CN=${names[0] ?? 'localhost'}`
}

interface SignRequest extends Dates {
  readonly subject: string
  readonly key: KeyObject
  readonly issuer: Signer
  readonly extensions: readonly x509.Extension[]
  readonly hash?: 'SHA-256' | 'SHA-1'
}

async function sign(request: SignRequest): Promise<string> {
  const { hash = 'SHA-256', issuer } = request
  const algorithm =
    issuer.key.asymmetricKeyType === 'rsa'
      ? { name: 'RSASSA-PKCS1-v1_5', hash }
      : { name: 'ECDSA', hash, namedCurve: issuer.key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'P-384' : 'P-256' }
  const signed = await x509.X509CertificateGenerator.create({
    subject: request.subject,
    issuer: issuer.name,
    notBefore: request.notBefore ?? inDays(-1),
    notAfter: request.notAfter ?? inDays(3650),
    publicKey: publicDer(request.key),
    signingKey: await crypto.subtle.importKey('pkcs8', copy(issuer.key.export({ format: 'der', type: 'pkcs8' })), algorithm, false, [
      'sign',
    ]),
    signingAlgorithm: algorithm,
    extensions: [...request.extensions],
  })
  return `${signed.toString('pem')}\n`
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS)
}
