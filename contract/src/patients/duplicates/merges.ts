import { z } from 'zod'
import { abilities } from '../../kit/ability.ts'
import { id } from '../../kit/ids.ts'
import { operation } from '../../kit/operation.ts'
import { pageOf, pageQuery } from '../../kit/page.ts'
import { slug } from '../../kit/text.ts'
import { duplicateReason } from './duplicate-checks.ts'
import { patientFields, type PatientField } from '../fields.ts'
import { patient, patientSummary } from '../patients.ts'

export const mergedFieldNames = ['givenName', ...Object.keys(patientFields)] as ('givenName' | PatientField)[]

const mergedField = z.enum(mergedFieldNames)

const params = { organization: slug, id }

/** Two records of one patient that became one: what hung on the merged one hangs on the kept one, and its id leads there. */
export const patientMerge = z
  .object({
    id,
    keptId: id,
    mergedId: id,
    /** The merged record, as it is called. */
    name: z.string(),
    mergedAt: z.string(),
    mergedBy: z.object({ id, name: z.string().optional() }),
    /** Until when one press takes it back: 30 days. */
    undoUntil: z.string(),
    undoneAt: z.string().optional(),
    abilities: abilities('undo'),
  })
  .meta({ id: 'PatientMerge' })

export type PatientMerge = z.infer<typeof patientMerge>

/** Two records side by side, and how many rows of which table would go from the second to the first. */
export const comparison = z
  .object({
    patients: z.tuple([patient, patient]),
    reasons: z.array(duplicateReason),
    moves: z.array(z.object({ table: z.string(), rows: z.int() })),
  })
  .meta({ id: 'PatientComparison' })

export type PatientComparison = z.infer<typeof comparison>

/** Two records that are probably one patient, found within an hour or two; the likeliest first. */
export const duplicatePair = z
  .object({
    id,
    patients: z.tuple([patientSummary, patientSummary]),
    reasons: z.array(duplicateReason),
    foundAt: z.string(),
  })
  .meta({ id: 'DuplicatePair' })

export type DuplicatePair = z.infer<typeof duplicatePair>

export const patientMergeRoutes = {
  compare: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/comparison',
    summary: 'Two records side by side before they become one; both reads are recorded',
    permission: 'patients.merge',
    params,
    query: { with: id },
    output: comparison,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patient-merges',
    summary: 'Make two records one: everything that hangs on the merged one goes to the kept one',
    permission: 'patients.merge',
    status: 201,
    params: { organization: slug },
    body: z.strictObject({
      keptId: id,
      mergedId: id,
      /** As they were compared: a record that was changed since is refused as `stale`. */
      keptVersion: z.int(),
      mergedVersion: z.int(),
      /** What the kept record takes from the merged one; all else stays as it is. */
      take: z.array(mergedField).max(mergedFieldNames.length).optional(),
    }),
    output: patientMerge,
    errors: ['stale', 'shared-by-clinics', 'key-reused'],
  }),
  undo: operation({
    method: 'POST',
    path: '/organizations/{organization}/patient-merges/{id}/undo',
    summary: 'Take a merge back, within 30 days; what came to the kept record since stays there',
    permission: 'patients.merge',
    params,
    output: patientMerge,
    errors: ['wrong-state', 'plan-limit', 'shared-by-clinics', 'key-reused'],
  }),
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/merges',
    summary: 'What was merged into a patient, the newest first, at most 20',
    permission: 'patients.read',
    params,
    output: z.object({ items: z.array(patientMerge) }),
  }),
}

export const duplicatePairRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/duplicate-pairs',
    summary: 'Records that are probably one patient each, the likeliest first',
    permission: 'patients.merge',
    params: { organization: slug },
    query: pageQuery,
    output: pageOf(duplicatePair).extend({ total: z.int().optional() }),
  }),
  dismiss: operation({
    method: 'POST',
    path: '/organizations/{organization}/duplicate-pairs/{id}/dismissal',
    summary: 'Say that two records are two patients; they are not asked about again',
    permission: 'patients.merge',
    params,
    output: z.object({ id }),
    errors: ['key-reused'],
  }),
}
