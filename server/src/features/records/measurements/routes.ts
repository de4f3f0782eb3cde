import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { kindsFor } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import { listRanges } from '../ranges/queries.ts'
import { rangesOf } from '../ranges/rules.ts'
import { findSubject } from '../subjects/queries.ts'
import { addMeasurements, changeMeasurement } from './actions.ts'
import { latestMeasurements, readMeasurements, type MeasurementRow } from './queries.ts'
import { measurementView } from './view.ts'

export const measurementRoutes = {
  list: operation(contract.records.measurements.list, async (given) => {
    const { tx, input, can } = given
    const { kind, cursor, limit = 50 } = input.query
    const scope = patients.scopeOf(given)
    const before = readCursor(cursor, z.tuple([id]))?.[0]
    const rows = await readMeasurements(tx, input.params.id, scope, { kind, before, limit: limit + 1 })
    if (!rows) throw refuse('not-found')
    const view = (row: MeasurementRow) => measurementView(row, tx.sealer, can)
    const page = pageFrom(rows, limit, view, (row) => [row.id])
    if (cursor) return page
    const { ranges, latest } = await besideFirstPage(tx, input.params.id, scope)
    return { ...page, ranges, latest: latest.map(view) }
  }),

  create: operation(contract.records.measurements.create, async (given) => {
    const { tx, input, can } = given
    const rows = await addMeasurements(tx, input.params.id, input.body, patients.scopeOf(given))
    return { items: rows.map((row) => measurementView(row, tx.sealer, can)) }
  }),

  update: operation(contract.records.measurements.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return measurementView(await changeMeasurement(tx, which, input.body), tx.sealer, can)
  }),
}

async function besideFirstPage(tx: TenantTx, patientId: string, scope: PatientScope) {
  const subject = await findSubject(tx, patientId, scope)
  if (!subject) throw refuse('not-found')
  const latest = await latestMeasurements(tx, patientId, kindsFor(subject.kind))
  return { ranges: rangesOf(await listRanges(), subject, Date.now()), latest }
}
