/**
 * Opens a bundle that came from anywhere: archive, signature, list, digests, contents, in this order. Nothing is parsed that was not
 * verified, and the bytes that were verified are the bytes that are parsed.
 */

import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { type CheckId, checkIds } from '../../checks/check.ts'
import { judges } from '../../checks/judges.ts'
import { readArchive } from '../archive/read.ts'
import { type Signed, verifyDetached } from '../cms/verify.ts'
import type { Evidence } from '../judge.ts'
import { jsonText } from '../output/write.ts'
import { type Report, reportSchema } from '../report/schema.ts'
import { isWithinBounds, MOST_JSON_BYTES } from './bounds.ts'
import type { Presentation, RunFiles } from './contents.ts'
import { BUNDLE_FORMAT, type DataFile, MANIFEST, mediaTypeOf, neededFiles, SIGNATURE } from './format.ts'
import { idOf, type Manifest, manifestText } from './manifest.ts'
import { manifestSchema } from './manifest-schema.ts'
import type { BundleProblem } from './problems.ts'
import { presentationSchema, runSchema, settingsSchema } from './schemas.ts'

export interface OpenedBundle {
  readonly manifest: Manifest
  readonly signed: Signed
  /** Every file of the bundle but manifest and signature. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly contents: RunFiles
  /** As it came; `makeReport` says what it should be. */
  readonly report: Report
  readonly presentation: Presentation
}

export async function openBundle(bytes: Uint8Array): Promise<OpenedBundle | { readonly problem: BundleProblem }> {
  const read = readArchive(bytes)
  if ('problem' in read) {
    // Somebody else's ZIP never was a bundle; one of ours that was packed anew is one that was changed.
    const isForeign =
      read.problem.code !== 'not-an-archive' && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(SIGNATURE)
    return { problem: isForeign && read.problem.code === 'not-ours' ? { code: 'no-manifest' } : { code: 'archive', archive: read.problem } }
  }
  const [manifestBytes, signature] = [read.files.get(MANIFEST), read.files.get(SIGNATURE)]
  if (manifestBytes === undefined || signature === undefined) return { problem: { code: 'no-manifest' } }
  const signed = await verifyDetached(signature, manifestBytes)
  if ('problem' in signed) return { problem: { code: 'signature', signature: signed.problem } }
  const manifest = readManifest(manifestBytes)
  if ('problem' in manifest) return manifest
  const files = new Map([...read.files].filter(([name]) => name !== MANIFEST && name !== SIGNATURE))
  const wrong = listProblem(manifest.value, files)
  if (wrong !== undefined) return { problem: wrong }
  const contents = await readContents(files)
  if ('problem' in contents) return contents
  const claim = claimProblem(manifest.value, signed, files, contents)
  return claim === undefined ? { manifest: manifest.value, signed, files, ...contents } : { problem: claim }
}

type Parsed<T> = { readonly value: T } | { readonly problem: BundleProblem }

/** A later format is told apart from a damaged one: its reader is to be updated, its sender is not to be blamed. */
function readManifest(bytes: Uint8Array): Parsed<Manifest> {
  const json = parseJson(MANIFEST, bytes)
  if ('problem' in json) return json
  const { format } = Object(json.value) as { format?: unknown }
  if (typeof format === 'string' && format !== BUNDLE_FORMAT && /^terminal-preflight\/bundle\/\d{1,6}$/.test(format)) {
    return { problem: { code: 'newer-format', format } }
  }
  const parsed = manifestSchema.safeParse(json.value)
  if (!parsed.success) return { problem: contentProblem(MANIFEST, parsed.error) }
  const manifest = parsed.data
  // One list has one spelling: two readers can't understand it differently.
  const isOurs = Buffer.from(manifestText(manifest)).equals(bytes) && idOf(manifest) === manifest.id
  return isOurs ? { value: manifest } : { problem: { code: 'content', file: MANIFEST, field: 'id' } }
}

/** The archive holds what the list names, neither more nor less. */
function listProblem({ files: listed }: Manifest, files: ReadonlyMap<string, Uint8Array>): BundleProblem | undefined {
  const paths = new Set(listed.map(({ path }) => path))
  const stray = [...files.keys()].find((name) => !paths.has(name))
  if (stray !== undefined) return { code: 'not-listed', file: stray }
  if (paths.size !== listed.length) return { code: 'content', file: MANIFEST, field: 'files' }
  for (const { path, size, sha256, mediaType } of listed) {
    const content = files.get(path)
    if (content === undefined) return { code: 'missing-file', file: path }
    if (mediaTypeOf(path) !== mediaType) return { code: 'content', file: MANIFEST, field: `files ${path}` }
    if (content.length !== size || sha256Of(content) !== sha256) return { code: 'digest', file: path }
  }
  const missing = neededFiles.find((name) => !paths.has(name))
  return missing === undefined ? undefined : { code: 'missing-file', file: missing }
}

/** By the PC's clock; in the signature in whole seconds. */
const SIGNED_WITHIN_MS = 1000

/** What the list says of the contents is so: it is what people are shown first. */
function claimProblem(
  { profiles, agent, redaction, created }: Manifest,
  { signingTimeMs }: Signed,
  files: ReadonlyMap<string, Uint8Array>,
  { contents: { settings, run } }: Pick<OpenedBundle, 'contents'>,
): BundleProblem | undefined {
  const wrong = (field: string): BundleProblem => ({ code: 'content', file: MANIFEST, field })
  if (profiles.join() !== settings.profiles.map(({ id }) => id).join()) return wrong('profiles')
  if (agent.version !== run.agent.version) return wrong('agent.version')
  if (redaction.sha256 !== sha256Of(files.get('redaction.json') ?? new Uint8Array())) return wrong('redaction.sha256')
  return Math.abs(Date.parse(created) - signingTimeMs) > SIGNED_WITHIN_MS ? wrong('created') : undefined
}

async function readContents(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Pick<OpenedBundle, 'contents' | 'report' | 'presentation'> | { readonly problem: BundleProblem }> {
  const read = <T>(name: DataFile, schema: z.ZodType<T>): Parsed<T> => parseFile(name, files.get(name), schema)
  const settings = read('settings.json', settingsSchema)
  const run = read('run.json', runSchema)
  const report = read('report.json', reportSchema)
  const evidence = await readEvidence(files.get('evidence.json'))
  const presentation = read('presentation.json', presentationSchema)
  if ('problem' in settings) return settings
  if ('problem' in run) return run
  if ('problem' in report) return report
  if ('problem' in evidence) return evidence
  if ('problem' in presentation) return presentation
  return {
    contents: { evidence: evidence.value, settings: settings.value, run: run.value },
    report: report.value,
    presentation: presentation.value,
  }
}

/** Each check's by its own schema, older versions brought up to date. */
async function readEvidence(bytes: Uint8Array | undefined): Promise<Parsed<Evidence>> {
  const json = parseJson('evidence.json', bytes)
  if ('problem' in json) return json
  if (typeof json.value !== 'object' || json.value === null) return { problem: { code: 'content', file: 'evidence.json', field: '' } }
  const recorded = json.value as Readonly<Record<string, unknown>>
  const stray = Object.keys(recorded).find((id) => !checkIds.includes(id as CheckId))
  if (stray !== undefined) return { problem: { code: 'content', file: 'evidence.json', field: stray } }
  const evidence: Record<string, unknown> = {}
  for (const id of checkIds) {
    if (!(id in recorded)) continue
    const parsed = (await schemaOf(id)).safeParse(recorded[id])
    if (!parsed.success) return { problem: contentProblem('evidence.json', parsed.error, id) }
    evidence[id] = parsed.data
  }
  return { value: evidence as Evidence }
}

/** Loaded when the first bundle is opened; to ask for a module again takes as long as to read a small one's evidence. */
async function schemaOf(id: CheckId): Promise<z.ZodType> {
  const known = schemas.get(id)
  if (known !== undefined) return known
  const schema = await judges[id].evidence()
  schemas.set(id, schema)
  return schema
}

const schemas = new Map<CheckId, z.ZodType>()

function parseFile<T>(file: string, bytes: Uint8Array | undefined, schema: z.ZodType<T>): Parsed<T> {
  const json = parseJson(file, bytes)
  if ('problem' in json) return json
  const parsed = schema.safeParse(json.value)
  return parsed.success ? { value: parsed.data } : { problem: contentProblem(file, parsed.error) }
}

const decoder = new TextDecoder('utf-8', { fatal: true })
/** No two files are one text to it: a mark at the beginning stays, and what is no UTF-8 is refused. */
const exactDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** As it was written, so that a field is there once and two readers can't understand it differently. */
function parseJson(file: string, bytes: Uint8Array | undefined): Parsed<unknown> {
  const refused = { problem: { code: 'content', file, field: '' } } as const
  if (bytes === undefined || bytes.length > MOST_JSON_BYTES) return refused
  try {
    const text = (file === MANIFEST ? decoder : exactDecoder).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (file === MANIFEST) return { value }
    return isWithinBounds(value) && jsonText(value) === text ? { value } : refused
  } catch {
    return refused
  }
}

/** Where it is wrong, never what stands there. */
function contentProblem(file: string, { issues }: z.ZodError, inside?: string): BundleProblem {
  const path = issues[0]?.path.map(String) ?? []
  return { code: 'content', file, field: [...(inside === undefined ? [] : [inside]), ...path].join('.').slice(0, 200) }
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
