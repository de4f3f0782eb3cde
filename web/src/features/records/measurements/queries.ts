import type { MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import { q } from '../../../kit/api/api.ts'

/** The newest of each kind, and what is usual. */
export const latestQuery = (organization: string, id: string) =>
  q.records.measurements.list.queryOptions({ input: { params: { organization, id }, query: { limit: 1 } } })

/** How one kind went: as many as a plot shows. */
export const historyQuery = (organization: string, id: string, kind: MeasurementKind) =>
  q.records.measurements.list.queryOptions({ input: { params: { organization, id }, query: { kind, limit: 200 } } })
