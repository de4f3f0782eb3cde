import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { wrong } from '../kit/problem.ts'
import { note, slug, text } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { bodySides, recordStatuses } from './condition-words.ts'
import { recordChange } from './outcomes.ts'
import { specialTestNames, specialTestResults } from './special-test-names.ts'
import './problems.ts'

const specialTestName = z.enum(specialTestNames).meta({ id: 'SpecialTestName' })

/** What an examiner's test showed (FHIR Observation of an examination). */
export const specialTest = z
  .object({
    id,
    patientId: id,
    test: specialTestName.optional(),
    /** Where the list does not have it. */
    text: z.string().optional(),
    bodySide: z.enum(bodySides).optional(),
    result: z.enum(specialTestResults),
    examinedAt: z.string(),
    status: z.enum(recordStatuses),
    note: z.string().optional(),
    recordedAt: z.string(),
    recordedBy: id.optional(),
    version: z.int(),
    abilities: abilities('update'),
  })
  .meta({ id: 'SpecialTest' })

export type SpecialTest = z.infer<typeof specialTest>

export const newSpecialTest = z
  .strictObject({
    test: specialTestName.optional(),
    text: text(120).optional(),
    bodySide: z.enum(bodySides).optional(),
    result: z.enum(specialTestResults),
    /** Now unless told. */
    examinedAt: instant.optional(),
    note: note(500).optional(),
  })
  .refine((value) => value.test !== undefined || value.text !== undefined, {
    ...wrong('needs a test of the list or words', 'required'),
    path: ['text'],
  })
  .meta({ id: 'NewSpecialTest', examples: [{ test: 'lachman', bodySide: 'left', result: 'positive' }] })

const params = { organization: slug, id }

export const specialTestRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/special-tests',
    summary: 'Special tests of a patient, the newest first; the read is recorded',
    permission: 'charts.read',
    params,
    query: pageQuery,
    output: pageOf(specialTest),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/patients/{id}/special-tests',
    summary: 'Record what a special test showed',
    permission: 'charts.write',
    status: 201,
    params,
    body: newSpecialTest,
    output: specialTest,
    errors: ['key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/special-tests/{id}',
    summary: 'Mark a special test as entered in error, or take that back',
    permission: 'charts.write',
    params,
    body: recordChange,
    output: specialTest,
  }),
}
