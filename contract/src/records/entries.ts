import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { searchText, slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { condition } from './conditions.ts'
import { entryKinds } from './entry-kinds.ts'
import { goal } from './goals.ts'
import { immunization } from './immunizations.ts'
import { measurement } from './measurements.ts'
import { motion } from './motions.ts'
import { outcome } from './outcomes.ts'
import { specialTest } from './special-tests.ts'

/** One thing of a chart, and the moment under which it stands there: recorded, measured, or the day it was given. */
export const entry = z
  .object({
    id,
    kind: z.enum(entryKinds),
    at: z.string(),
    condition: condition.optional(),
    measurement: measurement.optional(),
    immunization: immunization.optional(),
    outcome: outcome.optional(),
    motion: motion.optional(),
    specialTest: specialTest.optional(),
    goal: goal.optional(),
  })
  .meta({ id: 'ChartEntry' })

export type ChartEntry = z.infer<typeof entry>

/** What of an entry was found: the words, and where in them, as first and last place behind (UTF-16 units). */
const excerpt = z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) }).meta({ id: 'ChartExcerpt' })

export type ChartExcerpt = z.infer<typeof excerpt>

const hit = z.object({ entry, excerpts: z.array(excerpt) }).meta({ id: 'ChartHit' })

export type ChartHit = z.infer<typeof hit>

const params = { organization: slug, id }

const asked = {
  ...pageQuery,
  kind: z.enum(entryKinds).optional(),
  /** From this moment on, and before that one. */
  from: instant.optional(),
  until: instant.optional(),
}

export const entryRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/chart-entries',
    summary: 'Everything of a patient’s chart, the newest first; the read is recorded',
    permission: 'charts.read',
    params,
    query: asked,
    output: pageOf(entry),
  }),
  search: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/chart-search',
    summary:
      'What of a chart holds all of these words, sealed text included; that it was searched is recorded, the words are not',
    permission: 'charts.read',
    params,
    query: { ...asked, search: searchText().min(2) },
    output: pageOf(hit),
  }),
}
