import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { api, ifMatch } from '../../../kit/api.ts'
import { confirm } from '../../../kit/confirm.tsx'
import { useFormat } from '../../../kit/format.ts'
import { problemData, problemOf, problemText } from '../../../kit/problem.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { toast } from '../../../kit/toast.ts'
import { showToast } from '../../../ui/Toast.tsx'
import { isSamePlace, placeOfVisit, type Overrides, type Place } from './board-model.ts'
import type { Alternative } from './AlternativesDialog.tsx'
import { useVisitStore } from './use-visit-actions.ts'
import { timeText } from './time-text.ts'

/** A move that the server refused because the time is taken, with what it offers instead. */
export type Refused = { visit: Appointment; place: Place; alternatives: Alternative[] }

type Extra = { outsideHours?: boolean; overbook?: { reason: string } }
type Waiting = { visit: Appointment; place: Place; extra: Extra; isUndo: boolean; timer: ReturnType<typeof setTimeout> }

/** Keys come in bursts; what they add up to is sent once. */
const keyPause = 450

/**
 * Moves visits at once on the screen and then on the server. What the server refuses goes back where it was,
 * and says why; what it accepts can be undone once.
 */
export function useMoves(timeZone: string) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { store, refresh } = useVisitStore()
  const { slug, can } = useOrganization()
  const [overrides, setOverrides] = useState<Overrides>(new Map())
  const [refused, setRefused] = useState<Refused>()
  const waiting = useRef(new Map<string, Waiting>())
  const sending = useRef(new Set<string>())

  const override = (id: string, place: Place | undefined) =>
    setOverrides((before) => {
      const next = new Map(before)
      if (place) next.set(id, place)
      else next.delete(id)
      return next
    })

  const move = (visit: Appointment, place: Place, by: 'pointer' | 'keyboard', extra: Extra = {}, isUndo = false) => {
    const before = waiting.current.get(visit.id)
    if (before) clearTimeout(before.timer)
    override(visit.id, place)
    const timer = setTimeout(() => void send(visit.id), by === 'keyboard' ? keyPause : 0)
    // The first of a burst knows where the visit came from.
    waiting.current.set(visit.id, { visit: before?.visit ?? visit, place, extra, isUndo, timer })
  }

  const send = async (id: string) => {
    const job = waiting.current.get(id)
    if (!job || sending.current.has(id)) return
    waiting.current.delete(id)
    const { visit, place } = job
    const from = placeOfVisit(visit)
    if (isSamePlace(from, place)) return override(id, undefined)
    sending.current.add(id)
    try {
      const answer = await api.appointments.move({
        params: { organization: slug, id },
        headers: ifMatch(visit.version),
        body: { ...changesOf(from, place), ...job.extra },
      })
      store(answer)
      settle(id)
      const minutes = (place.endsAt - place.startsAt) / 60_000
      const isResize = from.startsAt === place.startsAt && from.endsAt !== place.endsAt
      const text = t(isResize ? 'move.resized' : job.isUndo ? 'move.undone' : 'move.done', {
        name: answer.patient.name,
        time: timeText(format, place.startsAt, timeZone),
        minutes: format.minutes(minutes),
      })
      const undo = () =>
        move(answer, from, 'pointer', can('appointments.outside-hours') ? { outsideHours: true } : {}, true)
      toast.good(text, job.isUndo ? undefined : { actionLabel: t('kit:action.undo'), onAction: undo })
      // What was asked for while this was on its way goes on from the new version.
      const next = waiting.current.get(id)
      if (next) waiting.current.set(id, { ...next, visit: answer })
    } catch (error) {
      await refuse(error, job)
    } finally {
      sending.current.delete(id)
      if (waiting.current.has(id)) void send(id)
      else void refresh()
    }
  }

  /** Takes the visit off its provisional place unless something newer waits. */
  const settle = (id: string) => {
    if (!waiting.current.has(id)) override(id, undefined)
  }

  const refuse = async (error: unknown, { visit, place, extra }: Waiting) => {
    const { code } = problemOf(error)
    if (code === 'outside-hours' && can('appointments.outside-hours') && !extra.outsideHours) {
      const isMeant = await confirm({
        title: t('move.outsideTitle'),
        text: t('move.outsideText', { name: visit.patient.name, time: timeText(format, place.startsAt, timeZone) }),
        confirmLabel: t('move.outsideConfirm'),
        cancelLabel: t('move.goBack'),
      })
      if (isMeant) return move(visit, place, 'pointer', { ...extra, outsideHours: true })
      return settle(visit.id)
    }
    settle(visit.id)
    if (code === 'slot-taken') {
      const alternatives = problemData(error, 'slot-taken')?.alternatives ?? []
      const times = alternatives.map((each) => timeText(format, Date.parse(each.startsAt), timeZone))
      const canAnswer = alternatives.length > 0 || can('appointments.overbook')
      return void showToast({
        text: problemText(error),
        tone: 'warn',
        description: times.length > 0 ? t('move.freeInstead', { times: format.list(times, 'disjunction') }) : undefined,
        actionLabel: canAnswer ? t('move.otherTimes') : undefined,
        onAction: canAnswer ? () => setRefused({ visit, place, alternatives }) : undefined,
      })
    }
    showToast({
      text: problemText(error),
      tone: 'warn',
      description: t('move.putBack', { name: visit.patient.name }),
    })
  }

  return {
    overrides,
    move: (visit: Appointment, place: Place, by: 'pointer' | 'keyboard', extra?: Extra) =>
      move(visit, place, by, extra),
    refused,
    dismiss: () => setRefused(undefined),
  }
}

/** What a move has to say: only what differs. */
export function changesOf(from: Place, to: Place) {
  const length = (place: Place) => Math.round((place.endsAt - place.startsAt) / 60_000)
  return {
    ...(from.startsAt !== to.startsAt && { startsAt: new Date(to.startsAt).toISOString() }),
    ...(length(from) !== length(to) && { durationMinutes: length(to) }),
    ...(from.practitionerId !== to.practitionerId && { practitionerId: to.practitionerId }),
    ...(from.roomId !== to.roomId && { roomId: to.roomId ?? null }),
  }
}
