import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { plans } from '../../plans/public.ts'
import { addClinic, changeClinic } from './actions.ts'
import { findClinic, listClinics } from './queries.ts'
import { clinicView } from './view.ts'

export const clinicRoutes = {
  list: operation(contract.organizations.clinics.list, async ({ tx, clinicIds }) => ({
    items: (await listClinics(tx, clinicIds)).map((row) => clinicView(row, tx.sealer)),
  })),

  create: operation(contract.organizations.clinics.create, async ({ tx, input }) => {
    await plans.allow(tx, 'clinics')
    return clinicView(await addClinic(tx, input.body), tx.sealer)
  }),

  get: operation(contract.organizations.clinics.get, async ({ tx, input, clinicIds }) => {
    const row = await findClinic(tx, input.params.id, clinicIds)
    if (!row) throw refuse('not-found')
    return clinicView(row, tx.sealer)
  }),

  update: operation(contract.organizations.clinics.update, async ({ tx, input, clinicIds, expectedVersion }) =>
    clinicView(
      await changeClinic(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body),
      tx.sealer,
    ),
  ),
}
