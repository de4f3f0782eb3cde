import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { shortcutKeys } from '../../../kit/screen/shortcuts.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions, FormRow } from '../../../ui/fields/FormActions.tsx'
import { KeyHint } from '../../../ui/buttons/KeyHint.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import type { BookingRequest } from './BookAppointmentPanel.tsx'
import { BookingProblem } from './BookingProblem.tsx'
import {
  anyone,
  automatic,
  practitionersFor,
  roomsFor,
  startValues,
  type BookingValues,
  type PickedPatient,
} from './booking-values.ts'
import { FreeTimes } from './FreeTimes.tsx'
import { useTellPending } from './pending-appointment.ts'
import { ServiceField } from './ServiceField.tsx'
import { PatientField } from './PatientField.tsx'
import { useServiceChoice } from './use-service-choice.ts'
import { useRequestFollowed } from './use-request-followed.ts'
import { NotifyField } from '../notices/NotifyField.tsx'
import { usePractitioners } from '../practitioners/queries.ts'
import { useRooms } from '../rooms/queries.ts'
import { useServices } from '../services/queries.ts'
import { instantOf } from './slots.ts'
import { useBookAppointment, useFreePractitioner } from './use-book-appointment.ts'
import { wallTimeOf } from '../times/time-scale.ts'
import { AlsoBooked } from './AlsoBooked.tsx'

type Props = {
  clinic: Clinic
  clinics: readonly Clinic[]
  onClinic: (id: string) => void
  requested: BookingRequest
  addedPatient: PickedPatient | undefined
  onAddPatient: (name: string) => void
  onCancel: () => void
  onBooked: (appointment: Appointment) => void
}

export function BookingForm({
  clinic,
  clinics,
  onClinic,
  requested,
  addedPatient,
  onAddPatient,
  onCancel,
  onBooked,
}: Props) {
  const { t } = useTrade('scheduling')
  const format = useFormat()
  const services = useServices().data?.items ?? []
  const practitioners = usePractitioners().data?.items ?? []
  const rooms = useRooms().data?.items ?? []
  const form = useFormState<BookingValues>(startValues(requested, clinic), {
    required: ['patient', 'serviceId', 'start'],
  })
  const { values, set } = form
  const { timeZone } = clinic

  const choice = useServiceChoice({ clinic, clinics, services, practitioners, form, requestedId: requested.serviceId })
  useRequestFollowed(form, requested, clinic)
  const { serviceId } = values
  const service = services.find(({ id }) => id === serviceId)
  const whoCan = practitionersFor(practitioners, clinic.id, service)
  const whichRooms = roomsFor(rooms, clinic.id, service)
  const free = useFreePractitioner({
    clinic,
    serviceId,
    start: values.start,
    isWanted: values.practitionerId === anyone,
  })
  const practitionerId = values.practitionerId === anyone ? free.known : values.practitionerId
  const book = useBookAppointment(clinic, onBooked)

  const submit = (extra: Parameters<typeof book.send>[1] = {}) =>
    form.submit(async (now) => {
      const who = now.practitionerId === anyone ? await free.find(now.start!) : now.practitionerId
      return book.send({ ...now, practitionerId: who ?? whoCan[0]?.id ?? '' }, extra)
    })
  useTellPending({
    clinicId: clinic.id,
    date: values.date,
    start: values.start,
    minutes: service?.durationMinutes,
    practitionerId,
    roomId: values.roomId === automatic ? undefined : values.roomId,
    name: values.patient
      ? [values.patient.usedName ?? values.patient.givenName, values.patient.familyName].filter(Boolean).join(' ')
      : undefined,
  })
  const end = service && values.start !== null ? values.start + service.durationMinutes * 60_000 : null
  const timeError = form.error('start') ?? form.error('startsAt') ?? book.timeError(form.problem)

  return (
    <Form label={t('book.title')} onSubmit={() => void submit()}>
      <PatientField
        value={values.patient}
        onChange={(patient) => set('patient', patient)}
        requestedId={requested.patientId}
        added={addedPatient}
        onAddNew={onAddPatient}
        error={form.error('patient') ?? form.error('patientId')}
      />
      <ServiceField
        services={choice.offers}
        clinic={clinic}
        value={serviceId}
        onChange={choice.choose}
        onClinic={onClinic}
        error={form.error('serviceId')}
      />
      {clinics.length > 1 && (
        <Select
          label={t('book.clinic')}
          placeholder={t('book.clinic')}
          options={clinics.map(({ id, name }) => ({ id, label: name }))}
          value={clinic.id}
          onChange={onClinic}
        />
      )}
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
          const time = values.start === null ? null : wallTimeOf(values.start, timeZone)
          form.setValues((before) => ({
            ...before,
            date,
            start: time === null ? null : instantOf(date, time, timeZone),
          }))
        }}
        value={values.start}
        onChange={({ start }) => set('start', start)}
        unread={values.unread}
        onUnreadChange={(unread) => set('unread', unread)}
        error={timeError}
        errorAt={form.error}
      />
      {values.patient && values.start !== null && (
        <AlsoBooked
          patientId={values.patient.id}
          date={values.date}
          timeZone={timeZone}
          start={values.start}
          end={end ?? values.start}
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
      <NotifyField
        patientId={values.patient?.id}
        value={values.notify}
        onChange={(notify) => set('notify', notify)}
        className="-my-2"
      />
      <BookingProblem
        problem={form.problem}
        text={form.problemText}
        timeZone={timeZone}
        date={values.date}
        isPending={form.isSubmitting}
        nameOf={(id) => practitioners.find((each) => each.id === id)?.displayName}
        onChoose={({ startsAt, practitionerId: who }) => {
          const at = Date.parse(startsAt)
          form.setValues((before) => ({
            ...before,
            start: at,
            unread: {},
            practitionerId: who,
            date: Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
          }))
        }}
        onAnyway={(extra) => void submit(extra)}
      />
      <FormActions className="sticky -bottom-5 -mx-6 -mb-5 border-t border-line bg-surface px-6 py-3 max-sm:-mx-4 max-sm:px-4">
        <KeyHint keys={shortcutKeys('ctrl+enter')} className="me-auto max-sm:hidden" />
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {values.start === null || values.unread.time
            ? t('book.submit')
            : t('book.submitAt', { time: format.time(new Date(values.start).toISOString(), timeZone) })}
        </Button>
      </FormActions>
    </Form>
  )
}
