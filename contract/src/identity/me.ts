import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { standing } from '../kit/standing/standing.ts'
import { supportScopes } from '../kit/permission.ts'
import { language } from '../kit/language.ts'
import { name } from '../kit/text.ts'

const membership = z.object({
  organization: z.object({
    id,
    slug: z.string(),
    name: z.string(),
    kind: z.string(),
    country: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    /** Changes with the logo; null where there is none. */
    logoFileId: id.nullable(),
    standing,
    /** Its own colour, `#rrggbb`; null: that of the product. */
    accent: z.string().nullable(),
  }),
  role: z.object({ key: z.string(), name: z.string() }),
  permissions: z.array(z.string()),
  /** The organization's rule asks for a second factor that this session has not shown: nothing opens before. */
  needsSecondFactor: z.boolean(),
  /** The clinics that the role is scoped to; absent where it reaches all of them. */
  clinicIds: z.array(id).optional(),
  /** The account works for no such organization: it was let in as support, and is out again by itself. */
  support: z
    .object({
      accessId: id,
      reason: z.string(),
      scope: z.enum(supportScopes),
      mayWrite: z.boolean(),
      isBreakGlass: z.boolean(),
      expiresAt: z.string(),
    })
    .optional(),
  /** Features that are off for the caller here; what is not named is on. */
  featuresOff: z.array(z.object({ feature: z.string(), isInBiggerPlan: z.boolean() })),
})

export const unansweredOrganizations = z.array(z.object({ slug: z.string(), name: z.string() }))

export const me = z
  .object({
    account: z.object({
      id,
      name: z.string(),
      email: z.string(),
      language,
      /** Runs the platform, or looks at how it runs; absent for everybody else. */
      platformRole: z.enum(['operator', 'reader']).optional(),
      /** Before the platform's pages open, this session shows a second factor. */
      platformNeedsSecondFactor: z.boolean().optional(),
      hasSecondFactor: z.boolean(),
    }),
    /** Where several people share this machine: minutes without a touch until it locks. */
    lockAfterMinutes: z.int().optional(),
    memberships: z.array(membership),
    /** Patients whom the account is or answers for, with the organization that treats them. */
    patients: z.array(
      z.object({
        organization: z.object({ slug: z.string(), name: z.string() }),
        patientId: id,
        name: z.string(),
        relation: z.enum(['self', 'guardian']),
        permissions: z.array(z.string()),
      }),
    ),
    /** Organizations whose database does not answer now, so that its patients are missing; absent where none is. */
    unanswered: unansweredOrganizations.optional(),
    /** Organizations that ask for this practitioner's consent to keep one common calendar. */
    consentsAsked: z.array(z.object({ organization: z.object({ id, slug: z.string(), name: z.string() }) })),
  })
  .meta({ id: 'Me' })

export type Me = z.infer<typeof me>

export const meRoutes = {
  get: operation({
    method: 'GET',
    path: '/me',
    summary: 'Who am I, and where do I work',
    permission: 'account',
    output: me,
  }),
  update: operation({
    method: 'PATCH',
    path: '/me',
    summary: 'Change my own settings',
    permission: 'account',
    ifMatch: 'honoured',
    body: z.strictObject({ language: language.optional(), name: name(120).optional() }),
    output: me,
  }),
  consent: operation({
    method: 'PUT',
    path: '/me/busy-consents/{organizationId}',
    summary: 'Agree that no two of my organizations can book me at one moment',
    permission: 'account',
    ifMatch: 'honoured',
    params: { organizationId: id },
    output: me,
  }),
}
