import { contract } from '@polyclinic/contract/contract.ts'
import type { OwnTransactions } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { practise } from '../busy/actions.ts'
import { addPractitioner, changePractitioner, markShared, setHours } from './actions.ts'
import { findPractitioner, findPractitionerHours, isMember, listPractitioners } from './queries.ts'
import { hoursView, practitionerView } from './view.ts'

export const practitionerRoutes = {
  list: operation(contract.scheduling.practitioners.list, async ({ tx, clinicIds, can }) => ({
    items: (await listPractitioners(tx, clinicIds)).map((row) => practitionerView(row, can)),
  })),

  create: operation(contract.scheduling.practitioners.create, {
    before: requireMember,
    work: async ({ tx, input, clinicIds, can }) =>
      practitionerView(await addPractitioner(tx, input.body, clinicIds), can),
    // noting it twice does no harm, noting a practitioner who was refused would
    after: async ({ input, result: view, inControl, inTenant }) => {
      const { accountId } = input.body
      if (accountId && (await inControl('write', (control) => practise(control, accountId))) === 'given')
        await inTenant('write', (tx) => markShared(tx, view.id))
      return view
    },
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

interface Employing extends Pick<OwnTransactions, 'inControl'> {
  tenant: { organizationId: string }
  input: { body: { accountId?: string } }
}

async function requireMember({ inControl, tenant: { organizationId }, input }: Employing): Promise<void> {
  const { accountId } = input.body
  if (accountId && !(await inControl('read', (control) => isMember(control, organizationId, accountId))))
    throw refuseField('accountId', 'not-a-member', 'is not a member of this organization')
}
