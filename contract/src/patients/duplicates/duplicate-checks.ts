import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { operation } from '../../kit/operation.ts'
import { looseText, slug } from '../../kit/text.ts'
import { guardianSummary } from '../guardians.ts'
import { patientKind, patientSummary } from '../patients.ts'

/**
 * Why somebody on file is probably the one who is being added. `same-name`: in any order and way of writing;
 * `similar-name`: a sound, a slip or the beginning of it; `birth-date-swapped`: day and month; `birth-date-near`: a year off by one,
 * or one digit.
 */
export const duplicateReason = z.enum([
  'same-microchip',
  'same-identifier',
  'same-email',
  'same-phone',
  'same-name',
  'similar-name',
  'same-birth-date',
  'birth-date-swapped',
  'birth-date-near',
  'same-guardian',
])

export type DuplicateReason = z.infer<typeof duplicateReason>

/** As it stands in the form: half a number or half a date is no mistake here, it finds nobody yet. */
const typed = (max: number) => looseText(max).optional()

const contactTyped = { email: typed(400), phone: typed(100) }

export const patientDraft = z
  .strictObject({
    kind: patientKind,
    givenName: typed(200),
    familyName: typed(200),
    usedName: typed(200),
    /** ISO. */
    birthDate: typed(40),
    species: typed(40),
    microchip: typed(60),
    /** Numbers of any kind. */
    identifiers: z.array(looseText(60)).max(30).optional(),
    ...contactTyped,
    guardianIds: z.array(id).max(10).optional(),
  })
  .meta({ id: 'PatientDraft' })

export const guardianDraft = z.strictObject({ name: typed(200), ...contactTyped }).meta({ id: 'GuardianDraft' })

const reasons = z.array(duplicateReason).min(1)

/** At most five for each draft, the likeliest first; in the order of the drafts. Archived patients are named too. */
export const duplicateCheck = z
  .object({
    patients: z.array(z.object({ items: z.array(z.object({ patient: patientSummary, reasons })) })),
    guardian: z.object({ items: z.array(z.object({ guardian: guardianSummary, reasons })) }),
  })
  .meta({ id: 'DuplicateCheck' })

export type DuplicateCheck = z.infer<typeof duplicateCheck>

export const duplicateCheckRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/duplicate-checks',
    summary: 'Who on file is probably the same as those in a form that is being typed; nothing is kept',
    permission: 'patients.read',
    untilClosed: true,
    params: { organization: slug },
    body: z.strictObject({
      patients: z.array(patientDraft).max(20).optional(),
      guardian: guardianDraft.optional(),
    }),
    output: duplicateCheck,
  }),
}
