import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const duplicatePages = (organization: string) =>
  q.patients.duplicatePairs.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor, limit: 50 } }),
    ...byCursor,
  })

export const comparisonQuery = (organization: string, kept: string, merged: string) =>
  q.patients.patientMerges.compare.queryOptions({
    input: { params: { organization, id: kept }, query: { with: merged } },
    // both reads are recorded: a look is one
    retry: false,
  })

export const mergesQuery = (organization: string, id: string) =>
  q.patients.patientMerges.list.queryOptions({ input: { params: { organization, id } } })
