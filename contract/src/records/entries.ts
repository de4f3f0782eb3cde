import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { slug } from '../kit/text.ts'
import { condition } from './conditions.ts'
import { entryKinds } from './entry-kinds.ts'
import { immunization } from './immunizations.ts'
import { measurement } from './measurements.ts'

/** One thing of a chart, and the moment under which it stands there: recorded, measured, or the day it was given. */
export const entry = z
  .object({
    id,
    kind: z.enum(entryKinds),
    at: z.string(),
    condition: condition.optional(),
    measurement: measurement.optional(),
    immunization: immunization.optional(),
  })
  .meta({ id: 'ChartEntry' })

export type ChartEntry = z.infer<typeof entry>

export const entryRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/chart-entries',
    summary: 'Everything of a patient’s chart, the newest first; the read is recorded',
    permission: 'charts.read',
    params: { organization: slug, id },
    query: { ...pageQuery, kind: z.enum(entryKinds).optional() },
    output: pageOf(entry),
  }),
}
