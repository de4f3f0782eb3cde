import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { organizations } from '../../organizations/public.ts'
import { scopeOf } from '../patients/scope.ts'
import { readSearch, withoutContacts } from '../search/rules.ts'
import { endEmergency, openInEmergency } from './actions.ts'
import { findCandidates, listEmergencies, type EmergencyReader } from './queries.ts'
import { candidateView, emergencyView, sealSearch } from './view.ts'

export const emergencyAccessRoutes = {
  candidates: operation(contract.patients.emergencyAccesses.candidates, async (given) => {
    const { tx, input, accountId } = given
    const reader = readerOf(given)
    const terms = withoutContacts(readSearch(input.query.search, tx.organization.country))
    // whoever sees all patients, restricted ones too, finds nobody beyond; a number or an address is no name, and would tell whose it is
    if ((!reader.reach && reader.opensRestricted) || !terms) return { items: [] }
    const sealed = sealSearch(tx.sealer, accountId, fold(input.query.search))
    const rows = await findCandidates(tx, { terms, reader, search: { id: accountId, sealed } })
    return { items: rows.map(candidateView) }
  }),

  open: operation(contract.patients.emergencyAccesses.open, {
    before: ownName,
    work: async ({ tx, input, accountId, before: names }) =>
      emergencyView(await openInEmergency(tx, accountId, input.body), tx.sealer, names),
  }),

  list: operation(contract.patients.emergencyAccesses.list, async (given) => {
    const { tx, inControl } = given
    const { cursor, limit = 50 } = given.input.query
    const before = readCursor(cursor, z.tuple([id]))?.[0]
    const rows = await listEmergencies(tx, { scope: scopeOf(given), before, limit: limit + 1 })
    const accountIds = rows.map((row) => row.account_id)
    const names = await inControl('read', (control) => organizations.accountNames(control, accountIds))
    return pageFrom(
      rows,
      limit,
      (row) => emergencyView(row, tx.sealer, names),
      (row) => [row.id],
    )
  }),

  end: operation(contract.patients.emergencyAccesses.end, {
    before: ownName,
    work: async ({ tx, input, accountId, before: names }) =>
      emergencyView(await endEmergency(tx, accountId, input.params.id), tx.sealer, names),
  }),
}

const readerOf = (given: Parameters<typeof scopeOf>[0]): EmergencyReader => ({
  reach: scopeOf(given),
  accountId: given.accountId,
  opensRestricted: given.can('patients.restricted'),
})

/** Looked up before the transaction: inside one, nothing waits for another connection. */
function ownName({ inControl, accountId }: OwnTransactions & { accountId: string }) {
  return inControl('read', (control) => organizations.accountNames(control, [accountId]))
}
