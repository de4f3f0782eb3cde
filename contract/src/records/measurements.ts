import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { note, slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { measurementKindKeys } from './measurement-kinds.ts'
import './problems.ts'

export const measurementKind = z.enum(measurementKindKeys).meta({ id: 'MeasurementKind' })

/** A number of a measurement; `secondValue`: the diastolic one. */
const value = z.number().min(-1000).max(1_000_000)

const typed = z.object({ value: z.number(), secondValue: z.number().optional(), unit: z.string() })

/** What was measured of a patient (FHIR Observation). */
export const measurement = z
  .object({
    id,
    patientId: id,
    kind: measurementKind,
    /** In the unit of its kind (UCUM), in which all of a kind are compared. */
    value: z.number(),
    secondValue: z.number().optional(),
    unit: z.string(),
    /** As it was typed. */
    typed,
    measuredAt: z.string(),
    /** FHIR Observation.status: what was entered in error stays and is no longer counted. */
    status: z.enum(['final', 'entered-in-error']),
    note: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Measurement' })

export type Measurement = z.infer<typeof measurement>

/** What is usual at this species and age, and who says so. */
const range = z
  .object({
    kind: measurementKind,
    low: z.number(),
    high: z.number(),
    unit: z.string(),
    note: z.string().optional(),
    source: z.string(),
    /** It was read in its source; else a clinician must confirm it first. */
    isChecked: z.boolean(),
  })
  .meta({ id: 'ReferenceRange' })

export type ReferenceRange = z.infer<typeof range>

export const newMeasurements = z
  .strictObject({
    /** Now unless told. */
    measuredAt: instant.optional(),
    note: note(500).optional(),
    items: z
      .array(
        z.strictObject({
          kind: measurementKind,
          value,
          secondValue: value.optional(),
          /** UCUM, one of its kind. */
          unit: z.string().max(20),
        }),
      )
      .min(1)
      .max(20),
    /** What differs much from what was measured before was looked at, and is right. */
    isConfirmed: z.boolean().optional(),
  })
  .meta({
    id: 'NewMeasurements',
    examples: [{ items: [{ kind: 'weight', value: 4.2, unit: 'kg' }] }],
  })

export const measurementChange = z
  .strictObject({
    status: z.enum(['final', 'entered-in-error']).optional(),
    note: note(500).nullable().optional(),
  })
  .meta({ id: 'MeasurementChange' })

const params = { organization: slug, id }

export const measurementPage = pageOf(measurement).extend({
  ranges: z.array(range).optional(),
  latest: z.array(measurement).optional(),
})

export const measurementRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/measurements',
    summary: 'What was measured of a patient, the newest first, with what is usual; the read is recorded',
    permission: 'charts.read',
    params,
    query: { ...pageQuery, kind: measurementKind.optional() },
    /** `ranges`, `latest` (the newest of each kind): in the first page’s answer. */
    output: measurementPage,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/measurements',
    summary: 'Record what was measured, several at once; all are kept or none',
    permission: 'charts.write',
    status: 201,
    params,
    body: newMeasurements,
    output: z.object({ items: z.array(measurement) }),
    errors: ['unlike-before', 'key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/measurements/{id}',
    summary: 'Mark a measurement as entered in error, or take that back; the number itself is never changed',
    permission: 'charts.write',
    params,
    body: measurementChange,
    output: measurement,
  }),
}
