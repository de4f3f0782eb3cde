import { inControl } from '../../../kit/db/tenant-tx.ts'
import type { Person, TestOrganization, World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { practise } from './actions.ts'

export interface Workplace {
  organization: TestOrganization
  clinicId: string
  practitionerId: string
  serviceId: string
  patientId: string
}

/** Lets an account work for an organization, round the clock. */
export async function workplaceOf(
  world: World,
  locum: Person,
  { dedicated = false, bufferAfter = 5 } = {},
): Promise<Workplace> {
  const organization = await world.organization({ dedicated })
  await organization.join(locum, 'practitioner')
  const made = await organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const practitionerId = (await build.practitioner(tx, { clinicIds: [clinicId], accountId: locum.accountId })).id
    return {
      clinicId,
      practitionerId,
      serviceId: (await build.service(tx, { bufferAfter })).id,
      patientId: (await build.patient(tx)).id,
    }
  })
  const caller = { accountId: locum.accountId, requestId: 'test' }
  await inControl(
    world.application.platform.transactions,
    caller,
    { mode: 'write', organizationId: organization.id },
    (control) => practise(control, locum.accountId),
  )
  return { organization, ...made }
}

export const agree = (locum: Person, { organization }: Workplace) =>
  locum.call('PUT', `/api/v1/me/busy-consents/${organization.id}`)

export const book = (
  { organization, clinicId, practitionerId, serviceId, patientId }: Workplace,
  startsAt: string,
  more: object = {},
) => organization.owner.post('/appointments', { clinicId, practitionerId, serviceId, patientId, startsAt, ...more })

export interface LedgerRow {
  organization_id: string
  appointment_id: string
  id: string
  party: string
  is_confirmed: boolean
}

export const ledgerOf = async (world: World, locum: Person): Promise<LedgerRow[]> =>
  (
    await world.owner.query<LedgerRow>(
      'select organization_id, appointment_id, id, party, confirmed_at is not null as is_confirmed from control.busy where account_id = $1 order by starts_at, organization_id',
      [locum.accountId],
    )
  ).rows
