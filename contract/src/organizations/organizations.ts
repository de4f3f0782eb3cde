import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { currency } from '../kit/money.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { name, slug } from '../kit/text.ts'
import { timeZone } from '../kit/time.ts'
import './problems.ts'

export const organizationKind = z.enum(['human', 'veterinary', 'mixed'])

/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/)

export const organization = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    kind: organizationKind,
    country,
    currency,
    timeZone,
    plan: z.string(),
    /** Where its data lie; absent where the installation does not say. */
    region: z.string().optional(),
    /** Issues the invoices; every organization starts with one of its own name. */
    legalEntities: z.array(z.object({ id, name: z.string() })),
    version: z.int(),
  })
  .meta({ id: 'Organization' })

export type Organization = z.infer<typeof organization>

/** Addresses below which our own pages live, so that no organization can be called so. */
export const reservedSlugs = [
  'api',
  'app',
  'dev',
  'forgot',
  'health',
  'invitations',
  'reset',
  'verify',
  'assets',
  'sign-in',
  'sign-up',
  'account',
  'claim',
  'consent',
  'email-changes',
  'oauth',
  'phone',
  'platform',
  'visit',
  'www',
  'new',
]

export const newOrganization = z
  .strictObject({
    name: name(120),
    slug: slug.refine((value) => !reservedSlugs.includes(value), wrong('is reserved', 'reserved')),
    kind: organizationKind,
    country,
    currency,
    timeZone,
  })
  .meta({
    id: 'NewOrganization',
    examples: [
      {
        name: 'Riverside',
        slug: 'riverside',
        kind: 'human',
        country: 'DE',
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
      },
    ],
  })

export const organizationRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations',
    summary: 'Register an organization; the caller becomes its owner',
    permission: 'account',
    status: 201,
    body: newOrganization,
    output: organization,
    errors: ['slug-taken', 'key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}',
    summary: 'An organization',
    permission: 'member',
    params: { organization: slug },
    output: organization,
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}',
    summary: 'Change an organization',
    permission: 'organization.manage',
    reach: 'organization',
    params: { organization: slug },
    body: z.strictObject({ name: name(120).optional(), timeZone: timeZone.optional() }),
    output: organization,
  }),
}
