import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { standing } from '../kit/standing/standing.ts'
import { status } from '../kit/standing/status.ts'
import { instant } from '../kit/time.ts'
import { email, lines, searchText } from '../kit/text.ts'
import { country, newOrganization, organizationKind } from '../organizations/organizations.ts'
import { planKey } from '../plans/plans.ts'
import './problems.ts'
import { ownDatabase, serverName, serverStates, setup } from './setup.ts'

/** What an operator can decide; the other statuses come from elsewhere. */
export const settledStatus = z.enum(['active', 'suspended'])

/** Numbers alone: an operator learns how much there is, never what. */
const organizationSize = z
  .object({
    members: z.int(),
    /** Absent until it was measured for the first time. */
    measured: z
      .object({
        at: z.string(),
        patients: z.int(),
        appointments: z.int(),
        failedMails: z.int(),
        /** The newest migration of the database that holds it. */
        schemaVersion: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'OrganizationSize' })

export const platformOrganization = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    kind: organizationKind,
    country,
    plan: z.string(),
    standing,
    /** One of its people came in once. */
    isBegun: z.boolean(),
    createdAt: z.string(),
    size: organizationSize,
    /** When one of its people, or a program, last came in; a quarter of an hour late. */
    lastActiveAt: z.string().optional(),
    /** It is being closed, or was. */
    closing: z
      .object({
        closesAt: instant,
        closedAt: instant.optional(),
        /** Its keys are deleted from then on. */
        shredAfter: instant,
        /** It cannot be opened again any more. */
        shreddingSince: instant.optional(),
        shreddedAt: instant.optional(),
      })
      .meta({ id: 'OrganizationClosing' })
      .optional(),
    failedJobs: z.int(),
    database: z
      .object({
        kind: z.enum(['pooled', 'dedicated']),
        name: z.string(),
        /** Empty where the installation does not say. */
        region: z.string(),
        answers: z.boolean(),
      })
      .meta({ id: 'OrganizationDatabase' }),
    /** Its own database is still being made. */
    setup: setup.optional(),
  })
  .meta({ id: 'PlatformOrganization' })

export type PlatformOrganization = z.infer<typeof platformOrganization>

export const platformOrganizationDetails = platformOrganization
  .extend({
    currency: z.string(),
    timeZone: z.string(),
    /** An invitation to become its owner waits for an answer. */
    isOwnerInvited: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'PlatformOrganizationDetails' })

export type PlatformOrganizationDetails = z.infer<typeof platformOrganizationDetails>

const filters = {
  search: searchText().optional(),
  plan: planKey.optional(),
  /** `closing`: read-only until its day. */
  status: z.enum([...status.options, 'closing']).optional(),
}

const owner = { ownerEmail: email, language: language.optional() }

export const organizationRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/organizations',
    summary: 'The organizations of the platform, newest first: how large, how busy, where they lie, what fails',
    permission: 'platform:read',
    query: { ...pageQuery, ...filters },
    output: pageOf(platformOrganization),
  }),
  export: operation({
    method: 'POST',
    path: '/platform/organizations/exports',
    summary: 'The same as a table for a spreadsheet (RFC 4180), 10,000 at most; recorded',
    permission: 'platform:write',
    status: 201,
    body: z.strictObject(filters),
    output: z.object({ fileName: z.string(), csv: z.string() }),
    errors: ['key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/platform/organizations/{id}',
    summary: 'One organization, as an operator sees it',
    permission: 'platform:read',
    params: { id },
    output: platformOrganizationDetails,
  }),
  create: operation({
    method: 'POST',
    path: '/platform/organizations',
    summary: 'Make an organization and invite its owner by e-mail; whoever makes it does not belong to it',
    permission: 'platform:write',
    status: 201,
    /** With a database of its own the owner is invited once that is there. */
    body: newOrganization.extend({ ...owner, plan: planKey.optional(), database: ownDatabase.optional() }),
    output: platformOrganizationDetails,
    errors: ['slug-taken', 'key-reused'],
  }),
  servers: operation({
    method: 'GET',
    path: '/platform/database-servers',
    summary: 'Where the database of an organization can be made, and in which region the shared one is',
    permission: 'platform:read',
    output: z.object({
      /** Empty where the installation does not say. */
      shared: z.object({ region: z.string() }),
      items: z.array(z.object({ name: serverName, region: z.string(), state: z.enum(serverStates) })),
    }),
  }),
  setUpAgain: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/setup/tries',
    summary: 'Go on with an organization’s own database after it failed: what was done is not done again',
    permission: 'platform:write',
    status: 202,
    params: { id },
    output: platformOrganizationDetails,
    errors: ['wrong-state', 'key-reused'],
  }),
  inviteOwner: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/owner-invitations',
    summary: 'Invite the owner again, where nobody works there yet; the link of before stops working',
    permission: 'platform:write',
    status: 201,
    params: { id },
    body: z.strictObject(owner),
    output: platformOrganizationDetails,
    errors: ['has-members', 'wrong-state', 'key-reused'],
  }),
  settle: operation({
    method: 'PUT',
    path: '/platform/organizations/{id}/status',
    summary: 'Suspend an organization, with a reason that its members are told, or let it go on',
    permission: 'platform:write',
    confirmed: true,
    params: { id },
    body: z.strictObject({ status: settledStatus, reason: lines(500).optional() }),
    output: platformOrganizationDetails,
    errors: ['wrong-state'],
  }),
  measure: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/measurement',
    summary: 'Count again what is in it',
    permission: 'platform:write',
    params: { id },
    output: platformOrganizationDetails,
  }),
}
