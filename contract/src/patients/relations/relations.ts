import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { operation } from '../../kit/operation.ts'
import { wrong } from '../../kit/problem.ts'
import { slug, text } from '../../kit/text.ts'
import { date } from '../../kit/time.ts'
import { newGuardian } from '../guardians.ts'
import { linkPermissions } from '../link-permissions.ts'
import { formerSees, relationKinds } from './relation-kinds.ts'
import '../problems.ts'

const kind = z.enum(relationKinds)
const permissions = z.array(z.enum(linkPermissions)).max(linkPermissions.length)

/** In percent, to a hundredth: a horse in thirds is 33.33, 33.33 and 33.34. */
const sharePercent = z
  .number()
  .min(0.01)
  .max(100)
  .refine(
    (value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6,
    wrong('has more than two decimals', 'range'),
  )

/** Somebody answers for a patient: as what, from which day until which, both included, and what that permits. */
export const relation = z
  .object({
    patientId: id,
    patientName: z.string(),
    species: z.string().optional(),
    guardianId: id,
    guardianName: z.string(),
    kind,
    sharePercent: z.number().optional(),
    /** A day of the organization; absent: as long as anybody knows. */
    from: z.string().optional(),
    /** The last day; absent: until further notice. */
    until: z.string().optional(),
    state: z.enum(['ahead', 'running', 'ended']),
    /** What it opens while it runs: appointments, records, bills and messages. */
    permissions,
    isPreferred: z.boolean(),
    /** Whether whoever answered goes on seeing what there was until then. */
    afterwards: z.enum(formerSees),
    /** Kept out of this patient, whatever is permitted. */
    blocked: z.object({ at: z.string(), reason: z.string() }).optional(),
    version: z.int(),
  })
  .meta({ id: 'GuardianRelation' })

export type Relation = z.infer<typeof relation>

const relationChange = z.strictObject({
  kind: kind.optional(),
  sharePercent: sharePercent.nullable().optional(),
  from: date.nullable().optional(),
  until: date.nullable().optional(),
  permissions: permissions.optional(),
  isPreferred: z.boolean().optional(),
  afterwards: z.enum(formerSees).optional(),
  /** Null: no longer. */
  blocked: z
    .strictObject({ reason: text(300) })
    .nullable()
    .optional(),
})

export type RelationChange = z.infer<typeof relationChange>

const newRelation = relationChange.omit({ blocked: true }).extend({ guardianId: id })

export type NewRelation = z.infer<typeof newRelation>

const params = { organization: slug, id }
const items = z.object({ items: z.array(relation) })

const changeOfGuardian = z
  .strictObject({
    /** Whose relations end, as they were seen: one that was changed since is refused as `stale`. */
    former: z.array(z.strictObject({ guardianId: id, version: z.int() })).max(10),
    /** The first day of the new one, of the organization's calendar; a day to come needs nobody to do anything then. */
    on: date,
    formerSees: z.enum(formerSees),
    guardianId: id.optional(),
    newGuardian: newGuardian.omit({ patientIds: true, newPatients: true }).optional(),
    kind: kind.optional(),
  })
  .refine((value) => (value.guardianId === undefined) !== (value.newGuardian === undefined), {
    ...wrong('needs one: somebody on file or somebody new', 'choice'),
    path: ['guardianId'],
  })
  .meta({
    id: 'ChangeOfGuardian',
    examples: [
      {
        former: [{ guardianId: '01980000-0000-7000-8000-000000000005', version: 1 }],
        on: '2027-03-01',
        formerSees: 'until-then',
        newGuardian: { name: 'Jonas Brandt', contact: { email: 'jonas@example.org' } },
      },
    ],
  })

export type ChangeOfGuardian = z.infer<typeof changeOfGuardian>

export const relationRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/relations',
    summary: 'Who answers for a patient, did, and will',
    permission: 'patients.read',
    params,
    output: items,
  }),
  listOfGuardian: operation({
    method: 'GET',
    path: '/organizations/{organization}/guardians/{id}/relations',
    summary: 'For whom a guardian answers, did, and will',
    permission: 'patients.read',
    params,
    output: items,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/relations',
    summary: 'Let somebody on file answer for a patient, also from a day to come',
    permission: 'patients.write',
    status: 201,
    params,
    body: newRelation,
    output: relation,
    errors: ['key-reused', 'already-exists'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/patients/{id}/relations/{guardianId}',
    summary: 'Change as what, when and for what somebody answers for a patient, or keep them out',
    permission: 'patients.write',
    params: { ...params, guardianId: id },
    body: relationChange,
    output: relation,
  }),
  changeGuardian: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/guardian-changes',
    summary: 'One guardian ends and another one begins, on one day and in one step',
    permission: 'patients.write',
    params,
    body: changeOfGuardian,
    output: items,
    errors: ['key-reused', 'stale', 'already-exists'],
  }),
}
