import './problems.ts'
import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { retentionClasses } from '../kit/retention.ts'
import { slug } from '../kit/text.ts'
import { erasureObstacles } from './obstacles.ts'

/** What an erasure would do now. */
export const erasureCheck = z
  .object({
    obstacles: z.array(z.enum(erasureObstacles)),
    classes: z.array(
      z.object({
        class: z.enum(retentionClasses),
        rows: z.int(),
        /** Until when it has to stay; absent: it goes at once. */
        keptUntil: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ErasureCheck' })

export type ErasureCheck = z.infer<typeof erasureCheck>

export const erasure = z
  .object({
    patientId: id,
    erasedAt: z.string(),
    /** Until when what has to be kept is kept; absent: nothing is left. */
    retainedUntil: z.string().optional(),
  })
  .meta({ id: 'Erasure' })

export type Erasure = z.infer<typeof erasure>

const params = { organization: slug, id }

export const erasureRoutes = {
  check: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/erasure-check',
    summary: 'What goes if a patient is erased now, what has to stay until when, and what stands against it',
    permission: 'patients.erase',
    reach: 'organization',
    params,
    output: erasureCheck,
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/erasure',
    summary: 'Erase a patient now, for ever; what has to be kept by law is kept from everybody until it may go',
    permission: 'patients.erase',
    reach: 'organization',
    confirmed: true,
    untilClosed: true,
    status: 201,
    params,
    output: erasure,
    errors: ['erasure-blocked', 'key-reused'],
  }),
}
