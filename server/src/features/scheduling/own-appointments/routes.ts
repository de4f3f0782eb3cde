import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { freeOperation } from '../../../kit/http/operation.ts'
import { asPatientOf } from '../../identity/public.ts'
import { nextOwnAppointments } from './queries.ts'
import { ownAppointmentView } from './view.ts'

export const ownAppointmentRoutes = {
  // each organization may lie in a database of its own
  next: freeOperation(contract.scheduling.ownAppointments.next, async ({ platform, access }) => {
    const appointmentsIn = async (tx: TenantTx) =>
      (await nextOwnAppointments(tx)).map((row) => ownAppointmentView(tx, row))
    const appointments = (await asPatientOf(platform, access, appointmentsIn)).flat()
    return { items: appointments.toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt)) }
  }),
}
