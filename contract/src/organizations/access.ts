import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { supportScopes } from '../kit/permission.ts'
import { slug } from '../kit/text.ts'
import { apiKey } from '../programs/api-keys.ts'
import { app } from '../programs/apps.ts'
import { roleKey } from './members.ts'

export const securityPolicy = z
  .object({
    secondFactorRoles: z.array(z.string()),
    /** Minutes without a touch after which a session ends; null: seven days. */
    idleMinutes: z.int().nullable(),
    /** Hours after which one signs in anew in any case; null: no limit. */
    absoluteHours: z.int().nullable(),
    version: z.int(),
  })
  .meta({ id: 'SecurityPolicy' })

export type SecurityPolicy = z.infer<typeof securityPolicy>

export const accessReviewMember = z
  .object({
    accountId: id,
    name: z.string(),
    email: z.string(),
    role: z.object({ key: z.string(), name: z.string() }),
    permissions: z.array(z.string()),
    /** Absent: all clinics. */
    clinics: z.array(z.object({ id, name: z.string() })).optional(),
    joinedAt: z.string(),
    lastUsedAt: z.string().optional(),
    hasSecondFactor: z.boolean(),
    needsSecondFactor: z.boolean(),
  })
  .meta({ id: 'AccessReviewMember' })

/** Somebody who runs the platform and was let in, or asks to be. */
export const reviewedSupport = z
  .object({
    id,
    name: z.string(),
    reason: z.string(),
    scope: z.enum(supportScopes),
    mayWrite: z.boolean(),
    state: z.enum(['asked', 'granted', 'expired', 'ended']),
    /** When it was asked, or began. */
    from: z.string(),
    /** When an answer comes too late, or when it ends or ended. */
    until: z.string(),
    /** Absent where nobody answered: asked, or opened by broken glass. */
    grantedBy: z.string().optional(),
  })
  .meta({ id: 'ReviewedSupport' })

export type ReviewedSupport = z.infer<typeof reviewedSupport>

export const accessReview = z
  .object({
    members: z.array(accessReviewMember),
    keys: z.array(apiKey),
    apps: z.array(app),
    /** Who of those who run the platform asks to come in, is in, or was in the last three months; newest first. */
    support: z.array(reviewedSupport),
    portalAccounts: z.int(),
  })
  .meta({ id: 'AccessReview' })

export type AccessReview = z.infer<typeof accessReview>

export const controlEvent = z
  .object({
    id,
    at: z.string(),
    accountId: id.optional(),
    accountName: z.string().optional(),
    action: z.enum(['create', 'update', 'delete', 'sign-in', 'refuse', 'export', 'grant']),
    subject: z.string(),
    subjectId: z.string(),
    fields: z.array(z.string()),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'ControlEvent' })

export type ControlEvent = z.infer<typeof controlEvent>

export const accessRoutes = {
  policy: operation({
    method: 'GET',
    path: '/organizations/{organization}/security-policy',
    summary: 'The organization’s rules for sessions and second factors',
    permission: 'member',
    params: { organization: slug },
    output: securityPolicy,
  }),
  changePolicy: operation({
    method: 'PUT',
    path: '/organizations/{organization}/security-policy',
    summary: 'Change the rules; they hold from the next request on',
    permission: 'organization.manage',
    reach: 'organization',
    confirmed: true,
    params: { organization: slug },
    body: z.strictObject({
      secondFactorRoles: z.array(roleKey).max(100),
      idleMinutes: z.int().min(5).max(1440).nullable(),
      absoluteHours: z.int().min(1).max(720).nullable(),
    }),
    output: securityPolicy,
    errors: ['second-factor-needed'],
  }),
  review: operation({
    method: 'GET',
    path: '/organizations/{organization}/access-review',
    summary: 'Who can see what, and when they last did',
    permission: 'access.review',
    params: { organization: slug },
    output: accessReview,
  }),
  export: operation({
    method: 'POST',
    path: '/organizations/{organization}/access-review/exports',
    summary: 'The same as a table for a spreadsheet (RFC 4180); recorded',
    permission: 'access.review',
    untilClosed: true,
    confirmed: true,
    status: 201,
    params: { organization: slug },
    output: z.object({ fileName: z.string(), csv: z.string() }),
    errors: ['key-reused'],
  }),
  events: operation({
    method: 'GET',
    path: '/organizations/{organization}/security-events',
    summary: 'Sign-ins, refusals and changed rights, newest first',
    permission: 'audit.read',
    params: { organization: slug },
    query: { ...pageQuery, accountId: id.optional() },
    output: pageOf(controlEvent),
  }),
}
