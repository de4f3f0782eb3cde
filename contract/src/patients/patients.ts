import { z } from 'zod'
import { hour } from '../kit/durations.ts'
import { abilities } from '../kit/ability.ts'
import { isPartialDate } from '../kit/reading/birth-date.ts'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { wrong } from '../kit/problem.ts'
import { email, microchip, name, note, phone, searchText, slug, text } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { address } from '../organizations/clinics.ts'
import { match } from './matches.ts'
import { speciesKeys } from './species.ts'
import './problems.ts'
import '../plans/problems.ts'

export const patientKind = z.enum(['human', 'animal'])

/** FHIR AdministrativeGender for people; animals use male, female, unknown. */
export const sex = z.enum(['female', 'male', 'other', 'unknown'])

export const contact = z
  .strictObject({ email: email.optional(), phone: phone.optional(), address: address.optional() })
  .meta({ id: 'Contact' })

/** A row of a list: enough to tell two patients of one name apart. */
export const patientSummary = z
  .object({
    id,
    kind: patientKind,
    givenName: z.string(),
    familyName: z.string().optional(),
    birthDate: z.string().optional(),
    sex: sex.optional(),
    species: z.enum(speciesKeys).optional(),
    breed: z.string().optional(),
    deceasedOn: z.string().optional(),
    archivedAt: z.string().optional(),
    guardians: z.array(z.object({ id, name: z.string() })),
    /** The patient's own, else that of the first guardian who has one; in lists. */
    phone: z.string().optional(),
    nextVisitAt: z.string().optional(),
    lastVisitAt: z.string().optional(),
    homeClinicId: id.optional(),
    /** In the answer to a search. */
    matched: match.optional(),
  })
  .meta({ id: 'PatientSummary' })

export type PatientSummary = z.infer<typeof patientSummary>

export const patient = patientSummary
  .extend({
    isNeutered: z.boolean().optional(),
    microchip: z.string().optional(),
    colour: z.string().optional(),
    language: language.optional(),
    contact: contact.optional(),
    memo: z.string().optional(),
    /** The caller's own emergency access while it runs; the newest of several. */
    emergencyAccess: z.object({ id, expiresAt: z.string() }).optional(),
    createdAt: z.string(),
    version: z.int(),
    abilities: abilities('update', 'archive', 'book'),
  })
  .meta({ id: 'Patient' })

export type Patient = z.infer<typeof patient>

/** As much as is known: `2024`, `2024-06` or `2024-06-15` (FHIR date). */
const birthDate = z.string().refine(isPartialDate, wrong('is no date from 1800 to 2199', 'date'))

const details = {
  familyName: name(120).optional(),
  birthDate: birthDate.optional(),
  sex: sex.optional(),
  species: z.enum(speciesKeys).optional(),
  breed: text(80).optional(),
  isNeutered: z.boolean().optional(),
  microchip: microchip.optional(),
  colour: text(60).optional(),
  language: language.optional(),
  contact: contact.optional(),
  /** Administrative, never clinical. */
  memo: note(2000).optional(),
  homeClinicId: id.optional(),
}

const notBornTomorrow = (value: { birthDate?: string | null | undefined }) =>
  !value.birthDate || Date.parse(value.birthDate) <= Date.now() + 14 * hour

export const newPatient = z
  .strictObject({ kind: patientKind, givenName: name(120), ...details, guardianIds: z.array(id).max(10).optional() })
  .refine(
    (value) =>
      value.kind === 'animal' || !(value.species || value.breed || value.microchip || value.isNeutered !== undefined),
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

const nullable = <T extends z.ZodType>(type: T) => type.nullable()

export const patientChange = z
  .strictObject({
    givenName: name(120).optional(),
    familyName: nullable(name(120)).optional(),
    birthDate: nullable(birthDate).optional(),
    sex: nullable(sex).optional(),
    species: z.enum(speciesKeys).optional(),
    breed: nullable(text(80)).optional(),
    isNeutered: nullable(z.boolean()).optional(),
    microchip: nullable(microchip).optional(),
    colour: nullable(text(60)).optional(),
    language: nullable(language).optional(),
    contact: nullable(contact).optional(),
    memo: nullable(note(2000)).optional(),
    homeClinicId: nullable(id).optional(),
    deceasedOn: nullable(date).optional(),
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
