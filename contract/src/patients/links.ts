import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { email, slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { linkPermissions } from './link-permissions.ts'

/** Why a link is blocked: the person asked, answers for the patient no longer, was the wrong one, or something else. */
export const blockReasons = ['asked', 'no-longer-answers', 'wrong-person', 'other'] as const

export type BlockReason = (typeof blockReasons)[number]

const linkPermission = z.enum(linkPermissions)

export const link = z
  .object({
    patientId: id,
    accountId: id,
    name: z.string(),
    relation: z.enum(['self', 'guardian']),
    guardianId: id.optional(),
    permissions: z.array(linkPermission),
    since: z.string(),
    /** What is expired or blocked opens nothing, whatever is ticked. */
    state: z.enum(['open', 'expired', 'blocked']),
    /** Absent: until it is ended. */
    expiresAt: z.string().optional(),
    blocked: z.object({ at: z.string(), reason: z.enum(blockReasons) }).optional(),
    version: z.int(),
  })
  .meta({ id: 'Link' })

export type Link = z.infer<typeof link>

const which = { organization: slug, id, accountId: id }

export const linkRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/links',
    summary: 'Accounts that may look at this record from outside',
    permission: 'patients.read',
    params: { organization: slug, id },
    output: z.object({ items: z.array(link) }),
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/patients/{id}/links/{accountId}',
    summary: 'Change what a link opens, until when, or block it; from this moment on',
    permission: 'patients.write',
    params: which,
    body: z.strictObject({
      permissions: z.array(linkPermission).max(linkPermissions.length).optional(),
      /** Null: until it is ended. */
      expiresAt: instant.nullable().optional(),
      /** Null: no longer. */
      blockedFor: z.enum(blockReasons).nullable().optional(),
    }),
    output: link,
  }),
  end: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/patients/{id}/links/{accountId}',
    summary: 'End a link; it opens nothing from this moment on',
    permission: 'patients.write',
    untilClosed: true,
    ifMatch: 'honoured',
    params: which,
    output: z.object({ accountId: id }),
  }),
  invite: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/connection-codes',
    summary: 'Send a code to the address that the clinic holds: of the patient, or of one of its guardians',
    permission: 'patients.write',
    toggle: 'patient-accounts',
    status: 202,
    params: { organization: slug, id },
    body: z.strictObject({ guardianId: id.optional() }),
    output: z.object({ /** Most of it hidden. */ sentTo: z.string() }),
    errors: ['wrong-state', 'key-reused'],
  }),
}

/** Six digits. */
const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/)

/** A patient's or guardian's own side. Anybody signed in may ask; only the contact's owner gets the code. */
export const connectionRoutes = {
  request: operation({
    method: 'POST',
    path: '/organizations/{organization}/connections',
    summary: 'Ask for a code to a contact that the clinic may hold; the answer is the same if it does not',
    permission: 'visitor:account',
    toggle: 'patient-accounts',
    status: 202,
    params: { organization: slug },
    body: z.strictObject({ email }),
    output: z.object({ email: z.string() }),
    errors: ['key-reused'],
  }),
  confirm: operation({
    method: 'POST',
    path: '/organizations/{organization}/connections/confirmation',
    summary: 'The code from the message: links the records behind the contact to my account',
    permission: 'visitor:account',
    toggle: 'patient-accounts',
    params: { organization: slug },
    body: z.strictObject({ email, code }),
    output: z.object({ patients: z.array(z.object({ id, name: z.string(), relation: z.enum(['self', 'guardian']) })) }),
    errors: ['not-confirmed', 'link-ended', 'key-reused'],
  }),
  leave: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/connections/{patientId}',
    summary: 'End my own link to a record',
    permission: 'linked',
    untilClosed: true,
    ifMatch: 'honoured',
    params: { organization: slug, patientId: id },
    output: z.object({ patientId: id }),
  }),
}
