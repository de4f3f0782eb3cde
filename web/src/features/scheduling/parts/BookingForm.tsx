import { useEffect, useEffectEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { q } from '../../../kit/api.ts'
import { useFormat } from '../../../kit/format.ts'
import { useFormState } from '../../../kit/forms.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { useTrade } from '../../../kit/trade.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Form, FormActions, FormRow } from '../../../ui/FormActions.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { PatientSearch } from '../../patients/public.ts'
import type { BookingWish } from '../BookVisitPanel.tsx'
import { BookingProblem } from './BookingProblem.tsx'
import {
  anyone,
  automatic,
  lastService,
  practitionersFor,
  roomsFor,
  servicesFor,
  startValues,
  type BookingValues,
  type PickedPatient,
} from './booking-values.ts'
import { FreeTimes } from './FreeTimes.tsx'
import { usePractitioners, useRooms, useServices } from './schedule-queries.ts'
import { instantOf } from './slots.ts'
import { useBookVisit, useFreePractitioner } from './use-book-visit.ts'
import { wallTimeOf } from './time-scale.ts'
import { AlsoBooked } from './AlsoBooked.tsx'

type Props = {
  clinic: Clinic
  wish: BookingWish
  /** Just added in this panel. */
  addedPatient: PickedPatient | undefined
  onAddPatient: (name: string) => void
  onCancel: () => void
  onBooked: (visit: Appointment) => void
}

/** Patient, service, practitioner, time, room, note. */
export function BookingForm({ clinic, wish, addedPatient, onAddPatient, onCancel, onBooked }: Props) {
  const { t } = useTrade('scheduling')
  const format = useFormat()
  const { slug: organization } = useOrganization()
  const services = useServices().data?.items ?? []
  const practitioners = usePractitioners().data?.items ?? []
  const rooms = useRooms().data?.items ?? []
  const form = useFormState<BookingValues>(startValues(wish, clinic), {
    required: ['patient', 'serviceId', 'startsAt'],
  })
  const { values, set } = form
  const { timeZone } = clinic

  const known = useQuery({
    ...q.patients.get.queryOptions({ input: { params: { organization, id: wish.patientId ?? '' } } }),
    enabled: wish.patientId !== undefined && values.patient === null,
  })
  const arrived = addedPatient ?? known.data
  const takePatient = useEffectEvent(() => {
    if (arrived) set('patient', arrived)
  })
  const arrivedId = arrived?.id
  useEffect(() => {
    if (arrivedId) takePatient()
  }, [arrivedId])

  const offered = servicesFor(services, clinic.id, values.practitionerId)
  const usual = offered.length === 1 ? offered[0]?.id : offered.find(({ id }) => id === lastService(clinic.id))?.id
  const takeService = useEffectEvent((id: string) =>
    form.setValues((before) => ({ ...before, serviceId: before.serviceId ?? id })),
  )
  useEffect(() => {
    if (usual) takeService(usual)
  }, [usual])
  const { serviceId } = values
  const service = services.find(({ id }) => id === serviceId)
  const whoCan = practitionersFor(practitioners, clinic.id, service)
  const whichRooms = roomsFor(rooms, clinic.id, service)
  const free = useFreePractitioner({
    clinic,
    serviceId,
    startsAt: values.startsAt,
    isWanted: values.practitionerId === anyone,
  })
  const practitionerId = values.practitionerId === anyone ? free : values.practitionerId
  const book = useBookVisit(clinic, onBooked)

  const submit = (extra: Parameters<typeof book.send>[1] = {}) =>
    form.submit((now) => book.send({ ...now, practitionerId: practitionerId ?? whoCan[0]?.id ?? '' }, extra))
  const endsAt = service && values.startsAt !== null ? values.startsAt + service.durationMinutes * 60_000 : null
  const timeError = form.error('startsAt') ?? book.timeError(form.problem)

  return (
    <Form label={t('book.title')} onSubmit={() => void submit()}>
      <PatientSearch
        key={values.patient?.id}
        value={values.patient}
        onChange={(patient) => set('patient', patient)}
        onAddNew={onAddPatient}
        error={form.error('patient') ?? form.error('patientId')}
        isRequired
        autoFocus={!wish.patientId && !values.patient}
      />
      <Select
        label={t('book.service')}
        placeholder={t('book.servicePlaceholder')}
        isRequired
        options={offered.map(({ id, name, durationMinutes, price }) => ({
          id,
          label: name,
          description: [format.minutes(durationMinutes), price && format.money(price)].filter(Boolean).join(' · '),
        }))}
        value={serviceId}
        onChange={(id) => set('serviceId', id)}
        description={service && format.minutes(service.durationMinutes)}
        error={form.error('serviceId')}
      />
      <Select
        label={t('book.practitioner')}
        placeholder={t('book.anyone')}
        options={[
          { id: anyone, label: t('book.anyone') },
          ...whoCan.map(({ id, displayName }) => ({ id, label: displayName })),
        ]}
        value={values.practitionerId}
        onChange={(id) => set('practitionerId', id)}
        error={form.error('practitionerId')}
        description={
          values.practitionerId === anyone && practitionerId
            ? t('book.with', { name: practitioners.find(({ id }) => id === practitionerId)?.displayName })
            : undefined
        }
      />
      <FreeTimes
        clinicId={clinic.id}
        timeZone={timeZone}
        serviceId={serviceId ?? undefined}
        practitionerId={values.practitionerId === anyone ? undefined : values.practitionerId}
        date={values.date}
        onDateChange={(date) => {
          const time = values.startsAt === null ? null : wallTimeOf(values.startsAt, timeZone)
          form.setValues((before) => ({
            ...before,
            date,
            startsAt: time === null ? null : instantOf(date, time, timeZone),
          }))
        }}
        value={values.startsAt}
        onChange={({ startsAt }) => set('startsAt', startsAt)}
        error={timeError}
      />
      {values.patient && values.startsAt !== null && (
        <AlsoBooked
          patientId={values.patient.id}
          date={values.date}
          timeZone={timeZone}
          startsAt={values.startsAt}
          endsAt={endsAt ?? values.startsAt}
        />
      )}
      <FormRow>
        {whichRooms.length > 0 && (
          <Select
            label={t('book.room')}
            placeholder={t('book.roomAuto')}
            options={[
              { id: automatic, label: t(service?.roomIds ? 'book.roomAuto' : 'book.roomNone') },
              ...whichRooms.map(({ id, name }) => ({ id, label: name })),
            ]}
            value={values.roomId}
            onChange={(id) => set('roomId', id)}
            error={form.error('roomId')}
          />
        )}
      </FormRow>
      <TextArea
        label={t('book.note')}
        description={t('book.noteHint')}
        rows={2}
        maxLength={500}
        {...form.field('note')}
      />
      <Checkbox
        label={t('book.notify')}
        value={values.notify}
        onChange={(notify) => set('notify', notify)}
        className="-my-2"
      />
      <BookingProblem
        problem={form.problem}
        text={form.problemText}
        timeZone={timeZone}
        isPending={form.isSubmitting}
        nameOf={(id) => practitioners.find((each) => each.id === id)?.displayName}
        onChoose={({ startsAt, practitionerId: who }) => {
          const at = Date.parse(startsAt)
          form.setValues((before) => ({
            ...before,
            startsAt: at,
            practitionerId: who,
            date: Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
          }))
        }}
        onAnyway={(extra) => void submit(extra)}
      />
      <FormActions className="sticky -bottom-5 -mx-6 -mb-5 border-t border-line bg-surface px-6 py-3 max-sm:-mx-4 max-sm:px-4">
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {values.startsAt === null
            ? t('book.submit')
            : t('book.submitAt', { time: format.time(new Date(values.startsAt).toISOString(), timeZone) })}
        </Button>
      </FormActions>
    </Form>
  )
}
