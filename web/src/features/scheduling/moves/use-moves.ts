import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { problemData, problemOf, problemText, refusalText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { isSamePlace, placeOfAppointment, type Overrides, type Place } from '../calendar/board-model.ts'
import type { Alternative } from './AlternativesDialog.tsx'
import type { Judge } from './findings.ts'
import { useMoveWords } from './use-move-words.ts'
import { asLeft, useAppointmentStore } from '../appointments/use-appointment-store.ts'

export type Refused = { appointment: Appointment; place: Place; alternatives: Alternative[] }

type Extra = { outsideHours?: boolean; overbook?: { reason: string }; notify?: boolean }
type Waiting = {
  appointment: Appointment
  place: Place
  extra: Extra
  isUndo: boolean
  /** Goes to the server whatever this screen thinks of it. */
  isAsked: boolean
  timer: ReturnType<typeof setTimeout>
}

/** Keys come in bursts; what they add up to is sent once. */
const keyPause = 450

type Options = {
  timeZone: string
  /** Judges by what the screen shows; absent while nothing is shown. */
  judge: () => Judge | undefined
  whereOf: (place: Place) => string
}

/**
 * Moves appointments at once on the screen and then on the server. What cannot be, or what the server refuses, goes back where
 * it was, and says why; what it accepts can be undone once. Nothing is called moved before it is.
 */
export function useMoves({ timeZone, judge, whereOf }: Options) {
  const { t } = useTranslation('scheduling')
  const words = useMoveWords(timeZone, whereOf)
  const { storeOwn, refresh } = useAppointmentStore()
  const { slug, can } = useOrganization()
  const { overrides, override } = useOverrides()
  const [refused, setRefused] = useState<Refused>()
  const waiting = useRef(new Map<string, Waiting>())
  const sending = useRef(new Set<string>())

  const move = (appointment: Appointment, place: Place, by: 'pointer' | 'keyboard', how: Partial<Waiting> = {}) => {
    const before = waiting.current.get(appointment.id)
    if (before) clearTimeout(before.timer)
    override(appointment.id, place)
    const timer = setTimeout(() => void send(appointment.id), by === 'keyboard' ? keyPause : 0)
    // The first of a burst knows where the appointment came from.
    const job = {
      extra: {},
      isUndo: false,
      isAsked: false,
      ...how,
      appointment: before?.appointment ?? appointment,
      place,
      timer,
    }
    waiting.current.set(appointment.id, job)
  }

  const send = async (id: string) => {
    const job = waiting.current.get(id)
    if (!job || sending.current.has(id)) return
    waiting.current.delete(id)
    const { appointment, place } = job
    const from = placeOfAppointment(appointment)
    if (isSamePlace(from, place)) return override(id, undefined)
    const finding = job.isAsked || job.isUndo ? undefined : judge()?.(place, appointment)
    if (finding?.severity === 'refused') {
      override(id, undefined)
      const ask = () => move(appointment, place, 'pointer', { isAsked: true })
      const answer = { label: t('move.otherTimes'), onAction: ask }
      return words.refused(appointment, refusalText(finding.problem), {
        ...(finding.problem.code === 'slot-taken' && { answer }),
      })
    }
    sending.current.add(id)
    try {
      const answer = await api.scheduling.appointments.move({
        params: { organization: slug, id },
        headers: ifMatch(appointment.version),
        body: { ...changesOf(from, place), ...job.extra },
      })
      storeOwn(answer)
      settle(id)
      const extra = can('appointments.outside-hours') ? { outsideHours: true } : {}
      // moves of one appointment wait for each other by themselves
      const undo = () => Promise.resolve(move(asLeft(answer), from, 'pointer', { extra, isUndo: true }))
      words.moved(answer, from, place, job.isUndo ? undefined : undo)
      // What was asked for while this was on its way goes on from the new version.
      const next = waiting.current.get(id)
      if (next) waiting.current.set(id, { ...next, appointment: answer })
    } catch (error) {
      await refuse(error, job)
    } finally {
      sending.current.delete(id)
      if (waiting.current.has(id)) void send(id)
      else void refresh()
    }
  }

  /** Takes the appointment off its provisional place unless something newer waits. */
  const settle = (id: string) => {
    if (!waiting.current.has(id)) override(id, undefined)
  }

  const refuse = async (error: unknown, { appointment, place, extra, isAsked }: Waiting) => {
    const { code } = problemOf(error)
    const reason = problemText(error)
    if (code === 'outside-hours' && can('appointments.outside-hours') && !extra.outsideHours) {
      const isMeant = await confirm({
        title: t('move.outsideTitle'),
        text: t('move.outsideText', { reason, name: appointment.patient.name, time: words.time(place.start) }),
        confirmLabel: t('move.outsideConfirm'),
        cancelLabel: t('move.goBack'),
      })
      if (isMeant) return move(appointment, place, 'pointer', { extra: { ...extra, outsideHours: true }, isAsked })
    }
    settle(appointment.id)
    const alternatives = problemData(error, 'slot-taken')?.alternatives ?? []
    const canAnswer = code === 'slot-taken' && (alternatives.length > 0 || can('appointments.overbook'))
    const offer = () => setRefused({ appointment, place, alternatives })
    if (isAsked && canAnswer) return offer()
    words.refused(appointment, reason, {
      isUnsent: code === 'network',
      free: alternatives,
      ...(canAnswer && { answer: { label: t('move.otherTimes'), onAction: offer } }),
    })
  }

  return {
    overrides,
    said: words.said,
    move: (appointment: Appointment, place: Place, by: 'pointer' | 'keyboard', extra?: Extra) =>
      move(appointment, place, by, extra && { extra, isAsked: true }),
    refused,
    dismiss: () => setRefused(undefined),
  }
}

/** Where appointments stand until the server has said so. */
function useOverrides() {
  const [overrides, setOverrides] = useState<Overrides>(new Map())
  const override = (id: string, place: Place | undefined) =>
    setOverrides((before) => {
      const next = new Map(before)
      if (place) next.set(id, place)
      else next.delete(id)
      return next
    })
  return { overrides, override }
}

export function changesOf(from: Place, to: Place) {
  const length = (place: Place) => Math.round((place.end - place.start) / 60_000)
  return {
    ...(from.start !== to.start && { startsAt: new Date(to.start).toISOString() }),
    ...(length(from) !== length(to) && { durationMinutes: length(to) }),
    ...(from.practitionerId !== to.practitionerId && { practitionerId: to.practitionerId }),
    ...(from.roomId !== to.roomId && { roomId: to.roomId ?? null }),
  }
}
