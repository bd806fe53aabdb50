import * as z from 'zod'
import { notCheckedReasons } from '../check.ts'
import { pageSchema } from '../page/evidence.ts'
import { failureSchema } from '../schema.ts'

export const browserKinds = ['edge', 'chrome', 'chromium', 'other'] as const

/** One browser that is on this PC. */
export const browserSchema = z.object({
  kind: z.enum(browserKinds),
  /** As its maker calls it: "Microsoft Edge", "Google Chrome Beta". */
  name: z.string(),
  channel: z.enum(['stable', 'beta', 'dev', 'canary', 'unknown']),
  path: z.string(),
  /** "156.0.3240.92"; null where nothing told it. */
  version: z.string().nullable(),
  /** What told it. file: its version resource · folder: the folder that is called so beside it · update-client: Edge's or Chrome's updater · output: --version */
  versionFrom: z.enum(['file', 'folder', 'update-client', 'output']).nullable(),
  foundBy: z.array(z.enum(['app-paths', 'update-client', 'folder', 'path'])),
  /** machine: for everybody on this PC · user: in this user's own folder */
  installedFor: z.enum(['machine', 'user']),
})

export const policyValueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])

/** One policy that is set, as the browser that is used reads it. Where machine and user both set it, both stand here, the machine's first: it counts. */
export const policySchema = z.object({
  name: z.string(),
  /** What it holds; JSON that is no list of texts stays a text. */
  value: policyValueSchema,
  scope: z.enum(['machine', 'user']),
  /** Registry key or file that sets it. */
  where: z.string(),
})

/** The secure DNS setting of one of this user's browsers (chrome://settings/security), in its file Local State. */
export const userSettingSchema = z.object({
  kind: z.enum(browserKinds),
  file: z.string(),
  /** Null: the user never chose, and the browser's own default holds (automatic). */
  secureDns: z.object({ mode: z.string(), templates: z.string() }).nullable(),
  failure: failureSchema.nullable(),
})

/** One request for the document of a visit: the documented address, or where a redirect led. Without its query, which may be secret. */
export const browserHopSchema = z.object({
  url: z.string(),
  statusCode: z.int().nullable(),
  /** Where the answer came from: the target's address, or the proxy's where there is one. */
  remoteAddress: z.string().nullable(),
  remotePort: z.int().nullable(),
  /** "http/1.1", "h2", "h3" */
  protocol: z.string().nullable(),
})

/** What the browser says of TLS at the visit's last answer (DevTools, Network.SecurityDetails). */
export const browserTlsSchema = z.object({
  protocol: z.string(),
  keyExchange: z.string(),
  cipher: z.string(),
  subject: z.string(),
  names: z.array(z.string()),
  issuer: z.string(),
  validFromMs: z.number(),
  validToMs: z.number(),
})

export const browserVisitSchema = z.object({
  url: z.string(),
  hops: z.array(browserHopSchema),
  /** Where it ended, without its query; null where nothing came. */
  finalUrl: z.string().nullable(),
  statusCode: z.int().nullable(),
  /** "net::ERR_NAME_NOT_RESOLVED" (Chromium, net_error_list.h); null where the browser named none. */
  error: z.string().nullable(),
  /** What stopped us rather than the page: our own limit, the browser's end. */
  failure: failureSchema.nullable(),
  tls: browserTlsSchema.nullable(),
  /** The document as it stood when the picture was taken; null where no document came, or only the browser's own page of an error. */
  page: pageSchema.nullable(),
  /** At most 20 of 300 characters. */
  consoleErrors: z.array(z.string()),
  /** From the request to the page's load event, or to the failure. */
  elapsedMs: z.number(),
  screenshot: z.object({ file: z.string(), bytes: z.int(), sha256: z.string() }).nullable(),
})

export const browserEvidenceSchema = z.object({
  version: z.literal(1),
  platform: z.string(),
  /** When it was looked at, by the PC's clock. */
  wallMs: z.number(),
  browsers: z.array(browserSchema),
  /** Of the browser that is used; of Edge where there is none. */
  policies: z.array(policySchema),
  /** Places of policies that could not be read; one that is not there is no failure. */
  unread: z.array(z.object({ path: z.string(), failure: failureSchema })),
  /** Whether any policy at all is set for it: a managed browser does not obey its user's secure DNS. Null where that could not be seen. */
  managed: z.boolean().nullable(),
  userSettings: z.array(userSettingSchema),
  /** Which of `browsers` was started; null for none. */
  used: z.int().nullable(),
  /** Why none was started, or what was started did not load pages: with the policy's name where one forbids it. */
  notUsed: z.object({ reason: z.enum(notCheckedReasons), policy: z.string().nullable(), failure: failureSchema.nullable() }).nullable(),
  /** devtools: everything is seen · dump-dom: policy forbids debugging, so only the document and the picture are */
  mode: z.enum(['devtools', 'dump-dom']).nullable(),
  /** From the start of the program until it answered. */
  startMs: z.number().nullable(),
  visits: z.array(browserVisitSchema),
  /** A profile folder that could not be removed afterwards. */
  leftBehind: z.string().nullable(),
  complete: z.boolean(),
})

export type Browser = z.infer<typeof browserSchema>
export type BrowserKind = (typeof browserKinds)[number]
export type Policy = z.infer<typeof policySchema>
export type UserSetting = z.infer<typeof userSettingSchema>
export type BrowserHop = z.infer<typeof browserHopSchema>
export type BrowserTls = z.infer<typeof browserTlsSchema>
export type BrowserVisit = z.infer<typeof browserVisitSchema>
export type BrowserEvidence = z.infer<typeof browserEvidenceSchema>
