import * as z from 'zod'
import { failureSchema } from '../schema.ts'

const interfaceSchema = z.object({ name: z.string(), address: z.string(), prefix: z.int(), internal: z.boolean() })
/** What the routing table says of each destination known before the run: resolvers and the site's addresses. */
const routeSchema = z.object({ destination: z.string(), source: z.string().nullable(), failure: failureSchema.nullable() })
const stateSchema = z.enum(['up', 'down', 'unknown'])

/** One network adapter. Null: not told. */
export const linkSchema = z.object({
  name: z.string(),
  state: stateSchema,
  /** IANA's ifType: 6 Ethernet, 71 Wi-Fi, 23 PPP, 131 tunnel. */
  type: z.int().nullable(),
  /** A network card, and not what a driver makes up (VPN, virtual switch, Bluetooth). */
  hardware: z.boolean().nullable(),
  dhcp: z.boolean().nullable(),
  /** Its default gateways. */
  gateways: z.array(z.string()),
  /** Of IPv4: the smallest is the way that is taken. */
  metric: z.int().nullable(),
  dnsSuffix: z.string().nullable(),
})

export const osSchema = z.object({
  name: z.string(),
  kernel: z.string(),
  architecture: z.string(),
  /** "24H2", "12 (bookworm)" */
  version: z.string().nullable(),
  /** Windows: 26100, and its monthly revision (UBR). */
  build: z.int().nullable(),
  revision: z.int().nullable(),
  /** Windows' EditionID: Professional, EnterpriseS, IoTEnterpriseS, ServerStandard. */
  edition: z.string().nullable(),
  /** Windows' InstallationType: Client, Server, Server Core. */
  installation: z.string().nullable(),
})

/** A server that one adapter asks by DNS over HTTPS (Microsoft, DNS_DOH_SERVER_SETTINGS in netioapi.h). */
export const dohServerSchema = z.object({ server: z.string(), flags: z.int(), template: z.string().nullable(), inUse: z.boolean() })

export const firewallProfileSchema = z.object({
  profile: z.enum(['domain', 'private', 'public']),
  /** policy: a group policy says so, which counts before what was set on the PC */
  from: z.enum(['policy', 'local']),
  on: z.boolean().nullable(),
  /** What happens to connections from the PC that no rule names. */
  outbound: z.enum(['allow', 'block']).nullable(),
})

export const windowsSettingsSchema = z.object({
  dns: z
    .object({
      suffixes: z.array(z.string()),
      /** DoHPolicy of group policy: 1 prohibit, 2 allow, 3 require. */
      dohPolicy: z.int().nullable(),
      dohServers: z.array(dohServerSchema),
    })
    .nullable(),
  time: z
    .object({
      /** "China Standard Time" */
      zone: z.string().nullable(),
      /** Start of the service W32Time: 2 automatic, 3 manual (by its triggers), 4 disabled. */
      start: z.int().nullable(),
      /** NTP, NT5DS (the domain), AllSync, NoSync. */
      type: z.string().nullable(),
      servers: z.array(z.string()),
    })
    .nullable(),
  restart: z
    .object({
      /** Component Based Servicing and Windows Update each say that a restart is due. */
      servicing: z.boolean().nullable(),
      update: z.boolean().nullable(),
      /** Files that are to be replaced at the next start: installers and virus scanners leave some nearly always. */
      renames: z.int().nullable(),
    })
    .nullable(),
  firewall: z.array(firewallProfileSchema).nullable(),
})

const hostEvidenceSchema2 = z.object({
  version: z.literal(2),
  platform: z.string(),
  /** The PC's clock when the probe began, milliseconds since 1970 UTC. */
  wallMs: z.number().nullable(),
  interfaces: z.array(interfaceSchema),
  links: z.array(linkSchema),
  routes: z.array(routeSchema),
  os: osSchema.nullable(),
  memory: z
    .object({ totalBytes: z.number(), freeBytes: z.number(), availableBytes: z.number().nullable(), swapTotalBytes: z.number().nullable() })
    .nullable(),
  disks: z.array(z.object({ folder: z.enum(['system', 'temporary']), totalBytes: z.number(), freeBytes: z.number() })),
  computer: z.object({ maker: z.string(), model: z.string() }).nullable(),
  /** Null off Windows. */
  windows: windowsSettingsSchema.nullable(),
  /** Facts that no judge needs and nobody waited for: `others-ended` when all other checks had ended. failed: the system did not tell. */
  notCollected: z.array(
    z.object({ fact: z.string(), why: z.enum(['others-ended', 'deadline', 'failed']), failure: failureSchema.nullable() }),
  ),
  complete: z.boolean(),
})

const hostEvidenceSchema1 = z.object({
  version: z.literal(1),
  platform: z.string(),
  interfaces: z.array(interfaceSchema),
  links: z.array(z.object({ name: z.string(), state: stateSchema })),
  routes: z.array(routeSchema),
  complete: z.boolean(),
})

/** What version 1 did not record stays unknown: nothing is judged by it. */
export function upgradeHostEvidence(old: z.infer<typeof hostEvidenceSchema1>): HostEvidence {
  return {
    ...old,
    version: 2,
    wallMs: null,
    links: old.links.map((link) => ({ ...link, type: null, hardware: null, dhcp: null, gateways: [], metric: null, dnsSuffix: null })),
    os: null,
    memory: null,
    disks: [],
    computer: null,
    windows: null,
    notCollected: [],
  }
}

export type HostEvidence = z.infer<typeof hostEvidenceSchema2>
export type Link = z.infer<typeof linkSchema>
export type OperatingSystem = z.infer<typeof osSchema>
export type WindowsSettings = z.infer<typeof windowsSettingsSchema>
export type FirewallProfile = z.infer<typeof firewallProfileSchema>
export type DohServer = z.infer<typeof dohServerSchema>

export const hostEvidenceSchema: z.ZodType<HostEvidence> = z.union([
  hostEvidenceSchema2,
  hostEvidenceSchema1.transform(upgradeHostEvidence),
])
