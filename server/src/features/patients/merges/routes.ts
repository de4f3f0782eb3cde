import { contract } from '@polyclinic/contract/contract.ts'
import type { PatientComparison } from '@polyclinic/contract/patients/duplicates/merges.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseQuery } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { reasonsFor } from '../duplicates/rules.ts'
import { personOnFile } from '../duplicates/view.ts'
import { readPatient } from '../patients/queries.ts'
import { scopeOf } from '../patients/scope.ts'
import { patientView } from '../patients/view.ts'
import { mergePatients, undoMerge } from './actions.ts'
import { countGoingAlong, listMerges } from './queries.ts'
import { mergeView } from './view.ts'

export const patientMergeRoutes = {
  compare: operation(contract.patients.patientMerges.compare, async (given) => {
    const { tx, input, can } = given
    const otherId = input.query.with
    if (otherId === input.params.id) throw refuseQuery('with', 'itself', 'is the same record')
    const kept = await readPatient(tx, input.params.id, scopeOf(given))
    if (!kept) throw refuse('not-found')
    const merged = await readPatient(tx, otherId, scopeOf(given))
    if (!merged || merged.id === kept.id) throw refuseQuery('with', 'unknown', 'is not known here')
    if (merged.kind !== kept.kind) throw refuseQuery('with', 'other-kind', 'a human and an animal are never one')
    const going = await countGoingAlong(tx, kept.id, merged.id)
    const patients: PatientComparison['patients'] = [
      patientView(kept, tx.sealer, can),
      patientView(merged, tx.sealer, can),
    ]
    return {
      patients,
      reasons: reasonsFor(personOnFile(kept, tx.sealer), personOnFile(merged, tx.sealer)),
      moves: going.filter(({ rows }) => rows > 0).map(({ of_table, rows }) => ({ table: of_table, rows })),
    }
  }),

  create: operation(contract.patients.patientMerges.create, {
    before: ownName,
    work: async (given) => {
      const { tx, input, accountId, can, before: names } = given
      return mergeView(await mergePatients(tx, accountId, input.body, scopeOf(given)), names, can)
    },
  }),

  undo: operation(contract.patients.patientMerges.undo, {
    before: ownName,
    work: async (given) => {
      const { tx, input, accountId, can, before: names } = given
      return mergeView(await undoMerge(tx, accountId, input.params.id, scopeOf(given)), names, can)
    },
  }),

  list: operation(contract.patients.patientMerges.list, async (given) => {
    const { tx, input, can, inControl } = given
    const rows = await listMerges(tx, input.params.id, scopeOf(given))
    const accountIds = [...new Set(rows.map((row) => row.merged_by))]
    const names = await inControl('read', (control) => organizations.accountNames(control, accountIds))
    return { items: rows.map((row) => mergeView(row, names, can)) }
  }),
}

/** Looked up before the transaction: inside one, nothing waits for another connection. */
function ownName({ inControl, accountId }: OwnTransactions & { accountId: string }) {
  return inControl('read', (control) => organizations.accountNames(control, [accountId]))
}
