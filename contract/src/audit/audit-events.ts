import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'

const auditActions = ['create', 'update', 'delete', 'read', 'print', 'export'] as const

/** Somebody who runs the platform did it: by which access, why they had asked for it, and who let them in, where somebody did. */
export const bySupport = z.object({ accessId: id, reason: z.string(), grantedBy: z.string().optional() })

export const auditEvent = z
  .object({
    id,
    at: z.string(),
    accountId: id.optional(),
    accountName: z.string().optional(),
    support: bySupport.optional(),
    action: z.enum(auditActions),
    subject: z.string(),
    subjectId: z.string(),
    patientId: id.optional(),
    /** Names of the fields that changed; sealed values are never shown. */
    fields: z.array(z.string()),
    requestId: z.string().optional(),
  })
  .meta({ id: 'AuditEvent' })

export type AuditEvent = z.infer<typeof auditEvent>

export const auditRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/audit-events',
    summary: 'Who did what, newest first',
    permission: 'audit.read',
    params: { organization: slug },
    query: {
      ...pageQuery,
      accountId: id.optional(),
      subject: z.string().max(60).optional(),
      patientId: id.optional(),
      action: z.enum(auditActions).optional(),
      /** From this instant on, to the millisecond. */
      from: instant.optional(),
      /** Before this instant. */
      to: instant.optional(),
    },
    output: pageOf(auditEvent),
  }),
  accessHistory: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/access-history',
    summary: 'Who saw or changed a patient, newest first',
    permission: 'audit.read',
    params: { organization: slug, id },
    query: pageQuery,
    output: pageOf(auditEvent),
  }),
}
