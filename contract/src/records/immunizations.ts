import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { note, searchText, slug, text } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { codeHit, codeList, coding } from './codes.ts'
import { partialDate } from './conditions.ts'
import './problems.ts'

/** A vaccination that was given (FHIR Immunization). */
export const immunization = z
  .object({
    id,
    patientId: id,
    /** The vaccine, by a code of CVX or of the list for animals. */
    code: z.object({ system: z.string(), code: z.string() }).optional(),
    text: z.string(),
    /** As far as it is known. */
    givenOn: z.string(),
    batch: z.string().optional(),
    batchExpiresOn: z.string().optional(),
    site: z.string().optional(),
    /** When it is to be given again. */
    dueOn: z.string().optional(),
    status: z.enum(['completed', 'entered-in-error']),
    note: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Immunization' })

export type Immunization = z.infer<typeof immunization>

const optional = {
  batch: text(60),
  batchExpiresOn: date,
  site: text(80),
  dueOn: date,
  note: note(1000),
}

export const newImmunization = z
  .strictObject({
    code: coding.optional(),
    /** The name of the vaccine; the title of the code unless told. */
    text: text(200).optional(),
    givenOn: partialDate,
    batch: optional.batch.optional(),
    batchExpiresOn: optional.batchExpiresOn.optional(),
    site: optional.site.optional(),
    dueOn: optional.dueOn.optional(),
    note: optional.note.optional(),
  })
  .refine((value) => value.code !== undefined || value.text !== undefined, {
    error: 'needs a code or a name',
    params: { code: 'required' },
    path: ['text'],
  })
  .meta({
    id: 'NewImmunization',
    examples: [{ code: { system: 'cvx', code: '03' }, givenOn: '2026-04-02', batch: 'A41BC' }],
  })

/** What is not named stays; null empties. */
export const immunizationChange = z
  .strictObject({
    text: text(200).optional(),
    givenOn: partialDate.optional(),
    batch: optional.batch.nullable().optional(),
    batchExpiresOn: optional.batchExpiresOn.nullable().optional(),
    site: optional.site.nullable().optional(),
    dueOn: optional.dueOn.nullable().optional(),
    note: optional.note.nullable().optional(),
    status: z.enum(['completed', 'entered-in-error']).optional(),
  })
  .meta({ id: 'ImmunizationChange' })

const params = { organization: slug, id }

export const immunizationList = z.object({ items: z.array(immunization) })

export const immunizationRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/immunizations',
    summary: 'A patient’s vaccinations, the newest first; the read is recorded',
    permission: 'charts.read',
    params,
    output: immunizationList,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/immunizations',
    summary: 'Record a vaccination',
    permission: 'charts.write',
    status: 201,
    params,
    body: newImmunization,
    output: immunization,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/immunizations/{id}',
    summary: 'Change a vaccination; what was entered in error is marked so, and stays',
    permission: 'charts.write',
    params,
    body: immunizationChange,
    output: immunization,
  }),
  findVaccines: operation({
    method: 'GET',
    path: '/organizations/{organization}/vaccine-codes',
    summary:
      'Vaccines by words or the beginning of a code, the nearest first, at most twenty; and the lists they are of',
    permission: 'charts.read',
    params: { organization: slug },
    query: {
      search: searchText(),
      kind: z.enum(['human', 'animal']),
      /** Of the titles, where a list has several; English unless told. */
      language: language.optional(),
    },
    output: z.object({
      /** `againMonths`: after how long it is usually given again; to begin with, never a rule. */
      items: z.array(codeHit.extend({ againMonths: z.int().optional() })),
      lists: z.array(codeList),
    }),
  }),
}
