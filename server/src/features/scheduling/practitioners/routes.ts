import { contract } from '@polyclinic/contract/contract.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { practise } from '../busy/actions.ts'
import { inOneTransaction } from '../one-transaction.ts'
import { addPractitioner, changePractitioner, markShared, setHours } from './actions.ts'
import { findPractitioner, findPractitionerHours, isMember, listPractitioners } from './queries.ts'
import { hoursView, practitionerView } from './view.ts'

export const practitionerRoutes = {
  list: operation(contract.scheduling.practitioners.list, async ({ tx, clinicIds, can }) => ({
    items: (await listPractitioners(tx, clinicIds)).map((row) => practitionerView(row, can)),
  })),

  create: freeOperation(contract.scheduling.practitioners.create, async (given) => {
    const { body } = given.input
    const { accountId } = body
    if (
      accountId &&
      !(await given.inControl('read', (control) => isMember(control, given.entrance.organizationId, accountId)))
    ) {
      throw refuseField('accountId', 'not-a-member', 'is not a member of this organization')
    }
    const view = await inOneTransaction(given, contract.scheduling.practitioners.create, async (tx) =>
      practitionerView(await addPractitioner(tx, body, given.clinicIds), given.can),
    )
    // after the commit: noting it twice does no harm, noting a practitioner who was refused would
    if (accountId && (await given.inControl('write', (control) => practise(control, accountId))) === 'given') {
      await given.inTenant('write', (tx) => markShared(tx, view.id))
    }
    return view
  }),

  get: operation(contract.scheduling.practitioners.get, async ({ tx, input, clinicIds, can }) => {
    const row = await findPractitioner(tx, input.params.id, clinicIds)
    if (!row) throw refuse('not-found')
    return practitionerView(row, can)
  }),

  update: operation(contract.scheduling.practitioners.update, async ({ tx, input, clinicIds, expectedVersion, can }) =>
    practitionerView(
      await changePractitioner(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body),
      can,
    ),
  ),

  hours: operation(contract.scheduling.practitioners.hours, async ({ tx, input, clinicIds }) => {
    const row = await findPractitionerHours(tx, input.params.id, clinicIds)
    if (!row) throw refuse('not-found')
    return hoursView(row)
  }),

  setHours: operation(contract.scheduling.practitioners.setHours, async ({ tx, input, clinicIds, expectedVersion }) =>
    hoursView(await setHours(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body)),
  ),
}
