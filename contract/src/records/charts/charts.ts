import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { operation } from '../../kit/operation.ts'
import { pageOf } from '../../kit/page.ts'
import { slug } from '../../kit/text.ts'
import { conditionList } from '../conditions.ts'
import { entry } from '../entries.ts'
import { goalList } from '../goals.ts'
import { immunizationList } from '../immunizations.ts'
import { measurementPage } from '../measurements.ts'
import { motion } from '../motions.ts'
import { outcome } from '../outcomes.ts'
import { specialTest } from '../special-tests.ts'
import { chartLayout } from './layouts.ts'

/** Each section as its own list begins: from there on it is read by that list, from `nextCursor`. */
export const chart = z
  .object({
    layout: chartLayout,
    conditions: conditionList,
    goals: goalList,
    immunizations: immunizationList,
    measurements: measurementPage,
    outcomes: pageOf(outcome),
    motions: pageOf(motion),
    specialTests: pageOf(specialTest),
    entries: pageOf(entry),
  })
  .meta({ id: 'Chart' })

export type Chart = z.infer<typeof chart>

export const chartRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/chart',
    summary: 'All that a chart shows first, in one answer: where each of its lists begins; the read is recorded once',
    permission: 'charts.read',
    params: { organization: slug, id },
    output: chart,
  }),
}
