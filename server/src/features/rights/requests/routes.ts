import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { date } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { requireConfirmation } from '../../../kit/http/proofs.ts'
import { organizations } from '../../organizations/public.ts'
import { patients } from '../../patients/public.ts'
import { answerRequest, askInPerson, askFromOutside } from './actions.ts'
import { findRequest, listOpen } from './queries.ts'
import { seesAll } from './rules.ts'
import { accountsIn, requestView } from './view.ts'

export const requestRoutes = {
  list: operation(contract.rights.requests.list, async (given) => {
    const { tx, input, can, inControl } = given
    const { cursor, limit = 50 } = input.query
    const after = readCursor(cursor, z.tuple([date, id]))
    const rows = await listOpen(tx, { scope: patients.scopeOf(given), after, limit: limit + 1 })
    const names = await inControl('read', (control) => organizations.accountNames(control, accountsIn(rows)))
    return pageFrom(
      rows,
      limit,
      (row) => requestView(row, { sealer: tx.sealer, names, can, seesAll: seesAll(given) }),
      (row) => [row.due_on, row.id],
    )
  }),

  create: operation(contract.rights.requests.create, async (given) => {
    const { tx, input, can, accountId } = given
    const who = { accountId, scope: patients.scopeOf(given) }
    return requestView(await askInPerson(tx, input.params.id, input.body, who), {
      sealer: tx.sealer,
      can,
      seesAll: seesAll(given),
    })
  }),

  answer: operation(contract.rights.requests.answer, {
    // who accepts an erasure erases, and shows anew who they are as whoever erases at once does
    before: async (given) => {
      const { input, inTenant, platform, request, access } = given
      if (!input.body.accepted) return
      const row = await inTenant('read', (tx) => findRequest(tx, input.params.id, patients.scopeOf(given)))
      if (row?.kind === 'erasure') await requireConfirmation(platform, request, access.who)
    },
    work: async (given) => {
      const { tx, input, can, accountId } = given
      const eraser = { can, seesAll: seesAll(given) }
      const who = { accountId, ...eraser, scope: patients.scopeOf(given) }
      return requestView(await answerRequest(tx, input.params.id, input.body, who), { sealer: tx.sealer, ...eraser })
    },
  }),

  ask: operation(contract.rights.requests.ask, async ({ tx, input, accountId }) => {
    const row = await askFromOutside(tx, input.params.id, input.body, accountId)
    return { id: row.id, dueOn: row.due_on }
  }),
}
