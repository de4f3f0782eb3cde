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
import { asLeft, useVisitStore } from './use-visit-store.ts'
import { arrivedAfter, inState } from './visit-abilities.ts'

export type CancelReason = (typeof cancellationReason)['options'][number]

/** The visit, and who learns of it where somebody does. */
type Answer = Appointment & Partial<Pick<ChangedAppointment, 'told'>>

/** A change as it is made: what the screen shows meanwhile, and how the server is asked. */
interface Change {
  provisional: Appointment
  send: () => Promise<Answer>
}

/** Takes visits through the day and back. The screen answers at once; what the server refuses goes back and says why. */
export function useVisitActions() {
  const { t } = useTranslation('scheduling')
  const { store, storeOwn, refresh, request } = useVisitStore()
  const putBack = usePutBack()
  const toldText = useToldWords()
  const { can } = useOrganization()
  const [pending, setPending] = useState<string>()
  const [acted, setActed] = useState<string>()

  const run = async (visit: Appointment, { provisional, send }: Change): Promise<Answer | undefined> => {
    setPending(visit.id)
    setActed(visit.id)
    store(provisional)
    try {
      const answer = await send()
      storeOwn(answer)
      return answer
    } catch (error) {
      store(visit)
      putBack(error, visit)
      return undefined
    } finally {
      setPending(undefined)
      void refresh()
    }
  }

  /** Takes a visit back to an earlier state; over another one only where it lay there before. */
  const correct = async (visit: Appointment, to: AppointmentState) => {
    const { cancellation: _, ...standing } = inState(visit, to, undefined, Date.now())
    const overbook =
      visit.state === 'cancelled' && visit.overbookReason && can('appointments.overbook')
        ? { overbook: { reason: visit.overbookReason } }
        : {}
    const answer = await run(visit, {
      provisional: standing,
      send: () => api.scheduling.appointments.correct({ ...request(visit), body: { to, ...overbook } }),
    })
    if (!answer) return
    const words = { name: visit.patient.name, state: t(`state.${to}`) }
    toast.good(t(visit.state === 'cancelled' ? 'correct.restored' : 'correct.said', words), {
      description: visit.state === 'cancelled' && answer.told ? toldText(answer.told) : undefined,
    })
  }

  const step = async (visit: Appointment, step: AppointmentStep) => {
    const now = Date.now()
    const answer = await run(visit, {
      provisional: {
        ...inState(visit, stateAfter[step], visit.state, now),
        arrivedAt: arrivedAfter(step, visit, now),
      },
      send: () => api.scheduling.appointments.step({ ...request(visit), body: { step } }),
    })
    if (answer)
      sayWithUndo(t(`step.said.${step}`, { name: visit.patient.name }), () => correct(asLeft(answer), visit.state))
  }

  const cancel = async (visit: Appointment, reason: CancelReason, notify: boolean) => {
    const at = new Date().toISOString()
    const answer = await run(visit, {
      provisional: { ...inState(visit, 'cancelled', visit.state, Date.now()), cancellation: { reason, at } },
      send: () => api.scheduling.appointments.cancel({ ...request(visit), body: { reason, notify } }),
    })
    if (answer)
      sayWithUndo(
        t('cancel.said', { name: visit.patient.name }),
        () => correct(asLeft(answer), visit.state),
        answer.told && toldText(answer.told),
      )
  }

  return {
    /** The visit whose answer is on its way. */
    pending,
    /** The last visit that was changed here. */
    acted,
    step: (visit: Appointment, which: AppointmentStep) => void step(visit, which),
    correct: (visit: Appointment, to: AppointmentState) => void correct(visit, to),
    cancel: (visit: Appointment, reason: CancelReason, notify: boolean) => void cancel(visit, reason, notify),
  }
}

/** Says why a change was refused and that the visit stands where it stood; a time that is gone comes with others. */
function usePutBack() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinics } = useClinic()
  const { timeZone } = useOrganization()
  return (error: unknown, visit: Appointment) => {
    const zone = clinics.find(({ id }) => id === visit.clinicId)?.timeZone ?? timeZone
    const free = problemData(error, 'slot-taken')?.alternatives ?? []
    const times = free.map(({ startsAt }) => format.dateTime(startsAt, zone))
    const description =
      times.length > 0
        ? t('move.freeInstead', { times: format.list(times, 'disjunction') })
        : t('correct.unchanged', { name: visit.patient.name, state: t(`state.${visit.state}`) })
    toast.problem(error, { description })
  }
}
