import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { sayWithUndo } from '../../../kit/notices/undo.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { BookingProblem } from '../bookings/BookingProblem.tsx'
import { changesOf } from './use-moves.ts'
import { placeOfAppointment } from '../calendar/board-model.ts'
import { automatic, practitionersFor, roomsFor } from '../bookings/booking-values.ts'
import { FreeTimes, type Unread } from '../bookings/FreeTimes.tsx'
import { NotifyField } from '../notices/NotifyField.tsx'
import { usePractitioners } from '../practitioners/queries.ts'
import { useRooms } from '../rooms/queries.ts'
import { useServices } from '../services/queries.ts'
import { instantOf } from '../bookings/slots.ts'
import { dateOf, wallTimeOf } from '../times/time-scale.ts'
import type { Extra } from '../bookings/use-book-appointment.ts'
import { useToldWords } from '../notices/use-told-words.ts'
import { asLeft, useAppointmentStore } from '../appointments/use-appointment-store.ts'

type Props = { appointment: Appointment; timeZone: string; onDone: () => void }

export function MoveAppointmentForm({ appointment, timeZone, onDone }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug: organization, can } = useOrganization()
  const { storeOwn, refresh } = useAppointmentStore()
  const toldText = useToldWords()
  const services = useServices().data?.items ?? []
  const practitioners = usePractitioners().data?.items ?? []
  const rooms = useRooms().data?.items ?? []
  const service = services.find(({ id }) => id === appointment.service.id)
  const from = placeOfAppointment(appointment)
  const [date, setDate] = useState(() => dateOf(from.start, timeZone))
  const form = useFormState<Values>(
    {
      start: from.start,
      unread: {},
      practitionerId: from.practitionerId,
      roomId: from.roomId ?? automatic,
      minutes: (from.end - from.start) / 60_000,
    },
    { required: ['minutes'] },
  )
  const [notify, setNotify] = useState(true)
  const { values, set } = form
  const whichRooms = roomsFor(rooms, appointment.clinicId, service)

  const submit = async (extra: Extra = {}) => {
    const moved = await form.submit(async ({ start, practitionerId, roomId, minutes }) => {
      const to = {
        start,
        end: start + (minutes ?? 30) * 60_000,
        practitionerId,
        roomId: roomId === automatic ? undefined : roomId,
      }
      const body = { ...changesOf(from, to), notify, ...extra }
      return api.scheduling.appointments.move({
        params: { organization, id: appointment.id },
        headers: ifMatch(appointment.version),
        body,
      })
    })
    if (!moved) return
    storeOwn(moved)
    void refresh()
    sayWithUndo(
      t('move.done', { name: moved.patient.name, time: format.dateTime(moved.startsAt, timeZone) }),
      () => takeBack(moved),
      toldText(moved.told),
    )
    onDone()
  }
  const takeBack = async (moved: Appointment) => {
    const { id, version } = asLeft(moved)
    const outside = can('appointments.outside-hours') ? { outsideHours: true } : {}
    try {
      const body = { ...changesOf(placeOfAppointment(moved), from), ...outside }
      storeOwn(
        await api.scheduling.appointments.move({ params: { organization, id }, headers: ifMatch(version), body }),
      )
      toast.good(t('move.undone', { name: moved.patient.name, time: format.dateTime(appointment.startsAt, timeZone) }))
    } catch (error) {
      toast.problem(error)
    }
    void refresh()
  }
  const refusal = form.problem ? problemOf(form.problem).code : undefined
  if (refusal === 'stale') void refresh()
  const timeError = refusal === 'not-available' || refusal === 'in-the-past' ? form.problemText : undefined

  return (
    <Form label={t('move.title')} onSubmit={() => void submit()} className="rounded-lg border border-line p-4">
      <h3 className="text-14 font-semibold">{t('move.title')}</h3>
      <Select
        label={t('book.practitioner')}
        placeholder={t('book.practitioner')}
        options={practitionersFor(practitioners, appointment.clinicId, service).map(({ id, displayName }) => ({
          id,
          label: displayName,
        }))}
        value={values.practitionerId}
        onChange={(id) => set('practitionerId', id)}
      />
      <FreeTimes
        clinicId={appointment.clinicId}
        timeZone={timeZone}
        serviceId={appointment.service.id}
        practitionerId={values.practitionerId}
        date={date}
        onDateChange={(day) => {
          setDate(day)
          set('start', instantOf(day, wallTimeOf(values.start, timeZone), timeZone))
        }}
        value={values.start}
        onChange={({ start }) => set('start', start)}
        unread={values.unread}
        onUnreadChange={(unread) => set('unread', unread)}
        error={timeError}
        errorAt={form.error}
      />
      <div className="grid grid-cols-2 gap-4">
        <NumberField
          label={t('move.length')}
          value={values.minutes}
          onChange={(minutes) => set('minutes', minutes)}
          minValue={5}
          maxValue={720}
          step={5}
          formatOptions={{ style: 'unit', unit: 'minute', unitDisplay: 'short' }}
          error={form.error('minutes')}
        />
        {whichRooms.length > 0 && (
          <Select
            label={t('book.room')}
            placeholder={t('book.roomNone')}
            options={[
              { id: automatic, label: t('book.roomNone') },
              ...whichRooms.map(({ id, name }) => ({ id, label: name })),
            ]}
            value={values.roomId}
            onChange={(id) => set('roomId', id)}
          />
        )}
      </div>
      <NotifyField patientId={appointment.patient.id} value={notify} onChange={setNotify} className="-my-2" />
      <BookingProblem
        problem={form.problem}
        text={form.problemText}
        timeZone={timeZone}
        date={date}
        isPending={form.isSubmitting}
        nameOf={(id) => practitioners.find((each) => each.id === id)?.displayName}
        onChoose={({ startsAt, practitionerId }) => {
          setDate(dateOf(Date.parse(startsAt), timeZone))
          form.setValues((before) => ({ ...before, start: Date.parse(startsAt), unread: {}, practitionerId }))
        }}
        onAnyway={(extra) => void submit(extra)}
      />
      <FormActions>
        <Button onPress={onDone}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t('move.submit')}
        </Button>
      </FormActions>
    </Form>
  )
}

type Values = { start: number; unread: Unread; practitionerId: string; roomId: string; minutes: number | null }
