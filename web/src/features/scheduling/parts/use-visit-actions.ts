import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isAllowed, stateAfter, type AppointmentStep } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment, cancellationReason } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { api, ifMatch, newKey, q } from '../../../kit/api.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { toast } from '../../../kit/toast.ts'

export type CancelReason = (typeof cancellationReason)['options'][number]

const verbs = ['move', 'cancel', 'confirm', 'arrive', 'start', 'complete', 'miss'] as const

/** Puts visits into every answer that shows them, so that no screen waits for a refetch. */
export function useVisitStore() {
  const client = useQueryClient()
  const { slug: organization } = useOrganization()
  const store = (visit: Appointment) => {
    client.setQueriesData<Calendar>(
      { queryKey: q.calendar.key() },
      (before) =>
        before && { ...before, appointments: before.appointments.map((each) => (each.id === visit.id ? visit : each)) },
    )
    client.setQueryData(q.appointments.get.queryKey({ input: { params: { organization, id: visit.id } } }), visit)
  }
  const refresh = () =>
    Promise.all(
      [q.calendar.key(), q.appointments.key(), q.availability.key()].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  return { store, refresh }
}

/** Takes visits through the day. The screen answers at once; what the server refuses goes back and says why. */
export function useVisitActions() {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const { store, refresh } = useVisitStore()
  const [pending, setPending] = useState<string>()

  const run = async (visit: Appointment, provisional: Appointment, send: () => Promise<Appointment>, said: string) => {
    setPending(visit.id)
    store(provisional)
    try {
      store(await send())
      toast.good(said)
      return true
    } catch (error) {
      store(visit)
      toast.problem(error)
      return false
    } finally {
      setPending(undefined)
      void refresh()
    }
  }
  const request = (visit: Appointment) => ({
    params: { organization, id: visit.id },
    headers: { ...ifMatch(visit.version), 'idempotency-key': newKey() },
  })

  return {
    /** The visit whose answer is on its way. */
    pending,
    step: (visit: Appointment, step: AppointmentStep) =>
      run(
        visit,
        { ...inState(visit, stateAfter[step]), ...(step === 'arrive' && { arrivedAt: new Date().toISOString() }) },
        () => api.appointments.step({ ...request(visit), body: { step } }),
        t(`step.said.${step}`, { name: visit.patient.name }),
      ),
    cancel: (visit: Appointment, reason: CancelReason, notify: boolean) =>
      run(
        visit,
        { ...inState(visit, 'cancelled'), cancellation: { reason, at: new Date().toISOString() } },
        () => api.appointments.cancel({ ...request(visit), body: { reason, notify } }),
        t('cancel.said', { name: visit.patient.name }),
      ),
  }
}

/** The visit as it will be, until the server says so. */
function inState(visit: Appointment, state: Appointment['state']): Appointment {
  const abilities = Object.fromEntries(
    verbs.map((verb) => [verb, isAllowed(verb, state) ? { allowed: true } : { allowed: false, reason: 'wrong-state' }]),
  ) as Appointment['abilities']
  return { ...visit, state, abilities }
}
