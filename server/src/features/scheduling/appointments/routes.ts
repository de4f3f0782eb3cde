import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { freeOperation, operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { bookAppointment, type Booker } from '../bookings/actions.ts'
import { orAlternatives } from '../alternatives/actions.ts'
import { correctAppointment } from '../corrections/actions.ts'
import { moveAppointment } from '../moves/actions.ts'
import { inOneTransaction } from '../one-transaction.ts'
import { cancelAppointment, takeStep } from './actions.ts'
import { findAppointment, listAppointments } from './queries.ts'
import { appointmentView, changedView } from './view.ts'

const position = z.tuple([instant, id])

const bookerOf = ({
  can,
  clinicIds,
  accountId,
}: {
  can: (permission: Permission) => boolean
  clinicIds?: readonly string[]
  accountId: string
}): Booker => ({
  can,
  ...(clinicIds && { scope: clinicIds }),
  allPatients: can('patients.all-clinics'),
  ...(can('patients.emergency') && { emergencyOf: accountId }),
})

export const appointmentRoutes = {
  list: operation(contract.scheduling.appointments.list, async (given) => {
    const { tx, input, clinicIds: scope, can } = given
    const { cursor, limit = 50, ...query } = input.query
    const filter = { ...query, scope, emergencyOf: patients.scopeOf(given)?.emergencyOf }
    const rows = await listAppointments(tx, filter, readCursor(cursor, position), limit)
    return pageFrom(
      rows,
      limit,
      (row) => appointmentView(row, { sealer: tx.sealer, can, scope }),
      (row) => [row.starts_at, row.id],
    )
  }),

  create: freeOperation(contract.scheduling.appointments.create, (given) =>
    orAlternatives(given, () =>
      inOneTransaction(given, contract.scheduling.appointments.create, async (tx) =>
        changedView(await bookAppointment(tx, given.input.body, bookerOf(given)), {
          sealer: tx.sealer,
          can: given.can,
        }),
      ),
    ),
  ),

  get: operation(contract.scheduling.appointments.get, async (given) => {
    const { tx, input, clinicIds: scope, can } = given
    const row = await findAppointment(tx, input.params.id, scope, patients.scopeOf(given)?.emergencyOf)
    if (!row) throw refuse('not-found')
    return appointmentView(row, { sealer: tx.sealer, can, scope })
  }),

  move: freeOperation(contract.scheduling.appointments.move, (given) =>
    orAlternatives(given, () =>
      inOneTransaction(given, contract.scheduling.appointments.move, async (tx) => {
        const which = { id: given.input.params.id, scope: given.clinicIds, expectedVersion: given.expectedVersion }
        return changedView(await moveAppointment(tx, which, given.input.body, bookerOf(given)), {
          sealer: tx.sealer,
          can: given.can,
        })
      }),
    ),
  ),

  cancel: operation(contract.scheduling.appointments.cancel, async ({ tx, input, clinicIds, expectedVersion, can }) =>
    changedView(await cancelAppointment(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body), {
      sealer: tx.sealer,
      can,
    }),
  ),

  step: operation(contract.scheduling.appointments.step, async ({ tx, input, clinicIds, expectedVersion, can }) =>
    appointmentView(await takeStep(tx, { id: input.params.id, scope: clinicIds, expectedVersion }, input.body.step), {
      sealer: tx.sealer,
      can,
    }),
  ),

  correct: freeOperation(contract.scheduling.appointments.correct, (given) =>
    orAlternatives(given, () =>
      inOneTransaction(given, contract.scheduling.appointments.correct, async (tx) => {
        const which = { id: given.input.params.id, scope: given.clinicIds, expectedVersion: given.expectedVersion }
        return changedView(await correctAppointment(tx, which, given.input.body, bookerOf(given)), {
          sealer: tx.sealer,
          can: given.can,
        })
      }),
    ),
  ),
}
