import { z } from 'zod'
import { hour } from '../kit/durations.ts'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { wrong } from '../kit/problem.ts'
import { name, searchText, slug } from '../kit/text.ts'
import {
  changed,
  chartFields,
  laterFields,
  listedFields,
  patientFields,
  shown,
  taken,
  type PatientField,
} from './fields.ts'
import { match } from './matches.ts'
import { fieldsOfAnimals } from './species.ts'
import { warnings } from './warnings.ts'
import './problems.ts'
import '../plans/problems.ts'

export const patientKind = z.enum(['human', 'animal'])

/** A row of a list. */
export const patientSummary = z
  .object({
    id,
    kind: patientKind,
    givenName: z.string(),
    ...shown(listedFields),
    ...shown(laterFields),
    archivedAt: z.string().optional(),
    guardians: z.array(z.object({ id, name: z.string() })),
    /** The patient's own, else that of the first guardian who has one; in lists. */
    phone: z.string().optional(),
    nextVisitAt: z.string().optional(),
    lastVisitAt: z.string().optional(),
    homeClinicId: id.optional(),
    /** Changes with the picture; absent where there is none. */
    pictureId: id.optional(),
    /** What to mind whenever the patient is met. */
    warnings: warnings.optional(),
    matched: match.optional(),
  })
  .meta({ id: 'PatientSummary' })

export type PatientSummary = z.infer<typeof patientSummary>

export const patient = patientSummary
  .extend({
    ...shown(chartFields),
    /** The caller's own emergency access while it runs; the newest of several. */
    emergencyAccess: z.object({ id, expiresAt: z.string() }).optional(),
    /** How many records were merged into this one, and not taken back. */
    mergedRecords: z.int().optional(),
    createdAt: z.string(),
    version: z.int(),
    abilities: abilities('update', 'archive', 'book'),
  })
  .meta({ id: 'Patient' })

export type Patient = z.infer<typeof patient>

const notBornTomorrow = (value: { birthDate?: string | null | undefined }) =>
  !value.birthDate || Date.parse(value.birthDate) <= Date.now() + 14 * hour

export const newPatient = z
  .strictObject({
    kind: patientKind,
    givenName: name(120),
    ...taken(listedFields),
    ...taken(chartFields),
    guardianIds: z.array(id).max(10).optional(),
  })
  .refine(
    (value: { kind: string } & { [Field in PatientField]?: unknown }) =>
      value.kind === 'animal' || fieldsOfAnimals.every((field) => value[field] === undefined),
    {
      ...wrong('only an animal has a species, a breed or a chip', 'animals-only'),
      path: ['species'],
    },
  )
  .refine((value) => value.kind === 'human' || value.species !== undefined, {
    ...wrong('an animal needs a species', 'species'),
    path: ['species'],
  })
  .refine(notBornTomorrow, { ...wrong('lies in the future', 'future'), path: ['birthDate'] })
  .meta({
    id: 'NewPatient',
    examples: [
      {
        kind: 'human',
        givenName: 'Amina',
        familyName: 'Haddad',
        birthDate: '1988-04-12',
        contact: { phone: '+4930901820' },
      },
      { kind: 'animal', givenName: 'Bello', species: 'dog', guardianIds: ['01980000-0000-7000-8000-000000000005'] },
    ],
  })

export const patientChange = z
  .strictObject({
    givenName: name(120).optional(),
    ...changed(patientFields),
    guardianIds: z.array(id).max(10).optional(),
  })
  .refine(notBornTomorrow, { ...wrong('lies in the future', 'future'), path: ['birthDate'] })
  .meta({ id: 'PatientChange' })

/** In which order a list stands: those with the nearest next appointment, the newest last appointment, or added last come first. */
export const patientSort = z.enum(['name', 'next-visit', 'last-visit', 'added'])

const params = { organization: slug, id }

export const patientRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients',
    summary:
      'Patients by name, or found by any part of a name, a phone’s tail, a birth date, a chip, an animal or a guardian',
    permission: 'patients.read',
    params: { organization: slug },
    query: {
      ...pageQuery,
      search: searchText().optional(),
      guardianId: id.optional(),
      archived: z.enum(['no', 'only']).optional(),
      /** By name unless told. */
      sort: patientSort.optional(),
    },
    /** `total`: of all pages, those whom the caller may see; in the first page's answer. */
    output: pageOf(patientSummary).extend({ total: z.int().optional() }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients',
    summary: 'Add a patient, human or animal',
    permission: 'patients.write',
    status: 201,
    params: { organization: slug },
    body: newPatient,
    output: patient,
    errors: ['plan-limit', 'key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}',
    summary: 'A patient; the read is recorded',
    permission: 'patients.read',
    params,
    output: patient,
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/patients/{id}',
    summary: 'Change a patient',
    permission: 'patients.write',
    params,
    body: patientChange,
    output: patient,
    errors: ['shared-by-clinics'],
  }),
  archive: operation({
    method: 'PUT',
    path: '/organizations/{organization}/patients/{id}/archival',
    summary: 'Archive a patient, or bring one back; nothing is deleted',
    permission: 'patients.write',
    params,
    body: z.strictObject({ archived: z.boolean() }),
    output: patient,
    errors: ['plan-limit', 'shared-by-clinics'],
  }),
}
