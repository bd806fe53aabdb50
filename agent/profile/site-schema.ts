/** What site.yaml may say. Every field may be left out or left empty. */

import * as z from 'zod'
import { optional, optionalList, readBy, unquoted } from './fields.ts'
import { readRange } from './ranges.ts'
import { readAddress, readDistinguishedName, readProxy, readResolver, readUploadUrl } from './readers.ts'
import { type ContactOwner, contactOwners, emptySite, type Site, uploadKinds } from './types.ts'

/** More than any site has; a list a thousand long would be a scan, which the agent never is. */
const MOST_RESOLVERS = 16
const MOST_ADDRESSES = 64
const MOST_ENTRIES = 100

const resolvers = optionalList(readBy(readResolver), MOST_RESOLVERS)
const ranges = optionalList(readBy(readRange), MOST_ENTRIES)
const addresses = optionalList(readBy(readAddress), MOST_ADDRESSES)

const contact = z
  .strictObject({ name: optional(unquoted, null), phone: optional(unquoted, null), email: optional(unquoted, null) })
  .transform((value) => (value.name === null && value.phone === null && value.email === null ? null : value))

const contacts = z.strictObject(
  Object.fromEntries(contactOwners.map((owner) => [owner, optional(contact, null)])) as Record<
    ContactOwner,
    ReturnType<typeof optional<typeof contact, null>>
  >,
)

export const siteSchema = z
  .strictObject({
    profiles: optionalList(unquoted, MOST_ENTRIES).describe('Which services this PC is for: ccass, dms, ccms, or names of profile files'),
    resolvers: optional(
      z.strictObject({
        hkex: resolvers.describe('HKEX’s DNS servers, preferred first: "ip", "ip:port" or "[v6]:port"; see Section 4.7-4.9'),
        custom: resolvers.describe('The site’s own DNS servers'),
      }),
      emptySite.resolvers,
    ),
    addresses: optional(z.strictObject({ primary: ranges, secondary: ranges }), emptySite.addresses).describe(
      'Address ranges of the data centres, such as 10.1.0.0/16: to judge by, never to scan; see Section 4.7-4.9',
    ),
    probe: optional(z.strictObject({ primary: addresses, secondary: addresses }), emptySite.probe).describe(
      'Single addresses to connect to besides those that DNS gave',
    ),
    certificate: optional(
      z.strictObject({
        issuers: optionalList(readBy(readDistinguishedName), MOST_ENTRIES).describe('Distinguished names of the issuers to expect'),
        roots: optionalList(unquoted, MOST_ENTRIES).describe('PEM files of roots that should be installed, relative to this file'),
      }),
      emptySite.certificate,
    ),
    proxy: optional(readBy(readProxy), emptySite.proxy).describe('system, direct, http://host:port or pac+http://…'),
    smartcard: optional(z.enum(['optional', 'required', 'off']), emptySite.smartcard),
    browser: optional(z.enum(['on', 'off']), emptySite.browser).describe('Whether Edge may be started headless'),
    contacts: optional(contacts, emptySite.contacts).describe('Whom the answer names'),
    upload: optional(
      z.strictObject({
        kind: z.enum(uploadKinds),
        url: readBy(readUploadUrl),
        encryptTo: optional(unquoted, null).describe('PEM file of the helpdesk’s encryption certificate, relative to this file'),
        ca: optional(unquoted, null).describe('PEM file of the collector’s root, relative to this file'),
      }),
      null,
    ).describe('Where bundles go, with consent'),
    redaction: optional(z.enum(['standard', 'strict']), emptySite.redaction).describe('What is left out of bundles'),
  })
  .transform((site): Site => site)
  .meta({ title: 'Site file of Terminal Preflight', description: 'What only this participant knows: site.yaml' })
