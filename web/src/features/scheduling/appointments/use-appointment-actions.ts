import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  stateAfter,
  type AppointmentState,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type {
  Appointment,
  cancellationReason,
  ChangedAppointment,
} from '@polyclinic/contract/scheduling/appointments.ts'
import { api } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { problemData } from '../../../kit/api/problem.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { sayWithUndo } from '../../../kit/notices/undo.ts'
import { useToldWords } from '../notices/use-told-words.ts'
import { asLeft, useAppointmentStore } from './use-appointment-store.ts'
import { arrivedAfter, inState } from './appointment-abilities.ts'

export type CancelReason = (typeof cancellationReason)['options'][number]

type Answer = Appointment & Partial<Pick<ChangedAppointment, 'told'>>

interface Change {
  provisional: Appointment
  send: () => Promise<Answer>
}

/** Takes appointments through the day and back. The screen answers at once; what the server refuses goes back and says why. */
export function useAppointmentActions() {
  const { t } = useTranslation('scheduling')
  const { store, storeOwn, refresh, request } = useAppointmentStore()
  const putBack = usePutBack()
  const toldText = useToldWords()
  const { can } = useOrganization()
  const [pending, setPending] = useState<string>()
  const [acted, setActed] = useState<string>()

  const run = async (appointment: Appointment, { provisional, send }: Change): Promise<Answer | undefined> => {
    setPending(appointment.id)
    setActed(appointment.id)
    store(provisional)
    try {
      const answer = await send()
      storeOwn(answer)
      return answer
    } catch (error) {
      store(appointment)
      putBack(error, appointment)
      return undefined
    } finally {
      setPending(undefined)
      void refresh()
    }
  }

  /** Takes an appointment back to an earlier state; over another one only where it lay there before. */
  const correct = async (appointment: Appointment, to: AppointmentState) => {
    const { cancellation: _, ...standing } = inState(appointment, to, undefined, Date.now())
    const overbook =
      appointment.state === 'cancelled' && appointment.overbookReason && can('appointments.overbook')
        ? { overbook: { reason: appointment.overbookReason } }
        : {}
    const answer = await run(appointment, {
      provisional: standing,
      send: () => api.scheduling.appointments.correct({ ...request(appointment), body: { to, ...overbook } }),
    })
    if (!answer) return
    const words = { name: appointment.patient.name, state: t(`state.${to}`) }
    toast.good(t(appointment.state === 'cancelled' ? 'correct.restored' : 'correct.said', words), {
      description: appointment.state === 'cancelled' && answer.told ? toldText(answer.told) : undefined,
    })
  }

  const step = async (appointment: Appointment, step: AppointmentStep) => {
    const now = Date.now()
    const answer = await run(appointment, {
      provisional: {
        ...inState(appointment, stateAfter[step], appointment.state, now),
        arrivedAt: arrivedAfter(step, appointment, now),
      },
      send: () => api.scheduling.appointments.step({ ...request(appointment), body: { step } }),
    })
    if (answer)
      sayWithUndo(t(`step.said.${step}`, { name: appointment.patient.name }), () =>
        correct(asLeft(answer), appointment.state),
      )
  }

  const cancel = async (appointment: Appointment, reason: CancelReason, notify: boolean) => {
    const at = new Date().toISOString()
    const answer = await run(appointment, {
      provisional: {
        ...inState(appointment, 'cancelled', appointment.state, Date.now()),
        cancellation: { reason, at },
      },
      send: () => api.scheduling.appointments.cancel({ ...request(appointment), body: { reason, notify } }),
    })
    if (answer)
      sayWithUndo(
        t('cancel.said', { name: appointment.patient.name }),
        () => correct(asLeft(answer), appointment.state),
        answer.told && toldText(answer.told),
      )
  }

  return {
    pending,
    acted,
    step: (appointment: Appointment, which: AppointmentStep) => void step(appointment, which),
    correct: (appointment: Appointment, to: AppointmentState) => void correct(appointment, to),
    cancel: (appointment: Appointment, reason: CancelReason, notify: boolean) =>
      void cancel(appointment, reason, notify),
  }
}

/** Says why a change was refused and that the appointment stands where it stood; a time that is gone comes with others. */
function usePutBack() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinics } = useClinic()
  const { timeZone } = useOrganization()
  return (error: unknown, appointment: Appointment) => {
    const zone = clinics.find(({ id }) => id === appointment.clinicId)?.timeZone ?? timeZone
    const free = problemData(error, 'slot-taken')?.alternatives ?? []
    const times = free.map(({ startsAt }) => format.dateTime(startsAt, zone))
    const description =
      times.length > 0
        ? t('move.freeInstead', { times: format.list(times, 'disjunction') })
        : t('correct.unchanged', { name: appointment.patient.name, state: t(`state.${appointment.state}`) })
    toast.problem(error, { description })
  }
}
