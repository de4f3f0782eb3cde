import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { lines, slug } from '../kit/text.ts'
import { work } from '../works/works.ts'
import { recipients } from './copy-words.ts'

const params = { organization: slug, id }

export const newCopy = z
  .strictObject({
    /** Whom it is given to. */
    recipient: z.enum(recipients),
    /** Why. */
    reason: lines(500).optional(),
  })
  .meta({ id: 'NewPatientCopy', examples: [{ recipient: 'practice', reason: 'Moves to Hamburg' }] })

export const copyRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/copies',
    summary:
      'Make an archive (ZIP) of everything that is known of a patient, as long work: data, tables, files; to whom and why is recorded',
    permission: 'charts.export',
    untilClosed: true,
    confirmed: true,
    status: 202,
    params,
    body: newCopy,
    output: work,
    errors: ['key-reused'],
  }),
  newest: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/copies/newest',
    summary: 'The newest copy of a patient’s record that I asked for, and how far it is',
    permission: 'charts.export',
    untilClosed: true,
    params,
    output: z.object({ copy: work.optional() }),
  }),
}
