import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { note, slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { recordStatuses } from './condition-words.ts'
import { jointKeys, motionModes, movementKeys } from './motion-joints.ts'
import { recordChange } from './outcomes.ts'
import './problems.ts'

const joint = z.enum(jointKeys).meta({ id: 'Joint' })
const movement = z.enum(movementKeys).meta({ id: 'Movement' })
const degrees = z.int()

/** How far a joint moves, in degrees (FHIR Observation). */
export const motion = z
  .object({
    id,
    patientId: id,
    joint,
    movement,
    mode: z.enum(motionModes),
    left: degrees.optional(),
    right: degrees.optional(),
    /** Where there is no left and right. */
    middle: degrees.optional(),
    measuredAt: z.string(),
    status: z.enum(recordStatuses),
    note: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'Motion' })

export type Motion = z.infer<typeof motion>

export const newMotions = z
  .strictObject({
    mode: z.enum(motionModes),
    /** Now unless told. */
    measuredAt: instant.optional(),
    note: note(500).optional(),
    items: z
      .array(
        z.strictObject({
          joint,
          movement,
          left: degrees.optional(),
          right: degrees.optional(),
          middle: degrees.optional(),
        }),
      )
      .min(1)
      .max(60),
  })
  .meta({
    id: 'NewMotions',
    examples: [{ mode: 'active', items: [{ joint: 'knee', movement: 'flexion', left: 95, right: 135 }] }],
  })

const params = { organization: slug, id }

export const motionRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/motions',
    summary: 'How far a patient’s joints moved, the newest first; the read is recorded',
    permission: 'charts.read',
    params,
    query: pageQuery,
    output: pageOf(motion),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/motions',
    summary: 'Record ranges of motion, several at once; all are kept or none',
    permission: 'charts.write',
    status: 201,
    params,
    body: newMotions,
    output: z.object({ items: z.array(motion) }),
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/motions/{id}',
    summary: 'Mark a range of motion as entered in error, or take that back; degrees are never changed',
    permission: 'charts.write',
    params,
    body: recordChange,
    output: motion,
  }),
}
