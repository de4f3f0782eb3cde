import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { bookAppointment, type Booker } from '../bookings/actions.ts'
import { offerAlternatives } from '../alternatives/actions.ts'
import { correctAppointment } from '../corrections/actions.ts'
import { moveAppointment } from '../moves/actions.ts'
import { cancelAppointment, takeStep, type Which } from './actions.ts'
import { findAppointment, listAppointments } from './queries.ts'
import { appointmentView, changedView } from './view.ts'

const position = z.tuple([instant, id])

interface Asked {
  can: (permission: Permission) => boolean
  clinicIds?: readonly string[]
  accountId: string
  expectedVersion?: number
}

const bookerOf = ({ can, clinicIds, accountId }: Asked): Booker => ({
  can,
  ...(clinicIds && { scope: clinicIds }),
  allPatients: can('patients.all-clinics'),
  ...(can('patients.emergency') && { emergencyOf: accountId }),
})

const whichOf = ({ input, clinicIds, expectedVersion }: Asked & { input: { params: { id: string } } }): Which => ({
  id: input.params.id,
  scope: clinicIds,
  expectedVersion,
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

  create: operation(contract.scheduling.appointments.create, {
    isAllInside: true,
    work: async (given) => {
      const booked = await bookAppointment(given.tx, given.input.body, bookerOf(given))
      return changedView(booked, { sealer: given.sealer, can: given.can })
    },
    refused: offerAlternatives,
  }),

  get: operation(contract.scheduling.appointments.get, async (given) => {
    const { tx, input, clinicIds: scope, can } = given
    const row = await findAppointment(tx, input.params.id, scope, patients.scopeOf(given)?.emergencyOf)
    if (!row) throw refuse('not-found')
    return appointmentView(row, { sealer: tx.sealer, can, scope })
  }),

  move: operation(contract.scheduling.appointments.move, {
    isAllInside: true,
    work: async (given) => {
      const moved = await moveAppointment(given.tx, whichOf(given), given.input.body, bookerOf(given))
      return changedView(moved, { sealer: given.sealer, can: given.can })
    },
    refused: offerAlternatives,
  }),

  cancel: operation(contract.scheduling.appointments.cancel, async (given) => {
    const cancelled = await cancelAppointment(given.tx, whichOf(given), given.input.body)
    return changedView(cancelled, { sealer: given.sealer, can: given.can })
  }),

  step: operation(contract.scheduling.appointments.step, async (given) => {
    const changed = await takeStep(given.tx, whichOf(given), given.input.body.step)
    return appointmentView(changed, { sealer: given.sealer, can: given.can })
  }),

  correct: operation(contract.scheduling.appointments.correct, {
    work: async (given) => {
      const corrected = await correctAppointment(given.tx, whichOf(given), given.input.body, bookerOf(given))
      return changedView(corrected, { sealer: given.sealer, can: given.can })
    },
    refused: offerAlternatives,
  }),
}
