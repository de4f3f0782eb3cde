import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { name, note, searchText, slug } from '../kit/text.ts'
import { match } from './matches.ts'
import { contact } from './front-page/contacts.ts'
import { newPatient, patientSummary } from './patients.ts'
import '../plans/problems.ts'

export const guardianSummary = z
  .object({
    id,
    name: z.string(),
    patients: z.array(z.object({ id, name: z.string(), species: z.string().optional() })),
    phone: z.string().optional(),
    email: z.string().optional(),
    nextVisitAt: z.string().optional(),
    matched: match.optional(),
  })
  .meta({ id: 'GuardianSummary' })

export type GuardianSummary = z.infer<typeof guardianSummary>

export const guardian = z
  .object({
    id,
    name: z.string(),
    contact: contact.optional(),
    language: language.optional(),
    memo: z.string().optional(),
    patients: z.array(patientSummary),
    createdAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Guardian' })

export type Guardian = z.infer<typeof guardian>

const dependant = newPatient.safeExtend({ guardianIds: z.never().optional() })

export const newGuardian = z
  .strictObject({
    name: name(160),
    contact: contact.optional(),
    language: language.optional(),
    memo: note(2000).optional(),
    patientIds: z.array(id).max(50).optional(),
    /** A customer with two pets in one form: added in the same transaction. */
    newPatients: z.array(dependant).max(20).optional(),
  })
  .meta({
    id: 'NewGuardian',
    examples: [
      {
        name: 'Jonas Brandt',
        contact: { email: 'jonas@example.org' },
        newPatients: [{ kind: 'animal', givenName: 'Bello', species: 'dog' }],
      },
    ],
  })

const params = { organization: slug, id }

export const guardianRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/guardians',
    summary: 'Guardians by name, or found by a part of it',
    permission: 'patients.read',
    params: { organization: slug },
    query: {
      ...pageQuery,
      search: searchText().optional(),
      sort: z.enum(['name', 'next-visit']).optional(),
    },
    output: pageOf(guardianSummary),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/guardians',
    summary: 'Add a guardian, with new patients if wished',
    permission: 'patients.write',
    status: 201,
    params: { organization: slug },
    body: newGuardian,
    output: guardian,
    errors: ['plan-limit', 'key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/guardians/{id}',
    summary: 'A guardian and the patients behind it',
    permission: 'patients.read',
    params,
    output: guardian,
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/guardians/{id}',
    summary: 'Change a guardian',
    permission: 'patients.write',
    params,
    body: z.strictObject({
      name: name(160).optional(),
      contact: contact.nullable().optional(),
      language: language.nullable().optional(),
      memo: note(2000).nullable().optional(),
      patientIds: z.array(id).max(50).optional(),
    }),
    output: guardian,
  }),
}
