import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { day } from '@polyclinic/contract/kit/durations.ts'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Slot } from '@polyclinic/contract/scheduling/availability.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { api, q } from '../../../kit/api/api.ts'
import { dayOf, useFormat } from '../../../kit/texts/format.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { paths } from '../../../paths.ts'
import { StepForm, StepSkeleton } from './StepForm.tsx'

type Props = { clinic: Clinic; practitioner: Practitioner; service: Service; patient: PatientSummary }

export function AppointmentStep({ clinic, practitioner, service, patient }: Props) {
  const { t } = useTranslation('staff')
  const { slug: organization } = useOrganization()
  const problemText = useProblemText()
  // The window is fixed when the step opens, so that the answer stays the same question's.
  const [[from, to]] = useState(() => [0, 14].map((days) => new Date(Date.now() + days * day).toISOString()))
  const free = useQuery(
    q.scheduling.availability.find.queryOptions({
      input: {
        params: { organization },
        query: {
          serviceId: service.id,
          clinicId: clinic.id,
          practitionerId: practitioner.id,
          from: from ?? '',
          to: to ?? '',
        },
      },
    }),
  )
  if (free.isPending) return <StepSkeleton />
  if (free.isError) {
    return (
      <Banner
        tone="bad"
        action={
          <Button size="small" onPress={() => void free.refetch()}>
            {t('kit:action.retry')}
          </Button>
        }
      >
        {problemText(free.error)}
      </Banner>
    )
  }
  if (free.data.slots.length === 0) {
    return (
      <EmptyState
        icon={<CalendarX aria-hidden="true" />}
        title={t('setup.noSlots')}
        text={t('setup.noSlotsText')}
        action={<ButtonLink href={paths.settings.practitioners(organization)}>{t('setup.openHours')}</ButtonLink>}
      />
    )
  }
  return (
    <SlotForm clinic={clinic} service={service} patient={patient} slots={spread(free.data.slots, clinic.timeZone)} />
  )
}

function spread(slots: readonly Slot[], zone: string): Slot[] {
  const days = Map.groupBy(slots, ({ startsAt }) => dayOf(startsAt, zone))
  return [...days.values()].slice(0, 2).flatMap((day) => day.slice(0, 2))
}

type SlotProps = Omit<Props, 'practitioner'> & { slots: readonly Slot[] }

function SlotForm({ clinic, service, patient, slots }: SlotProps) {
  const { t } = useTranslation('staff')
  const { slug: organization } = useOrganization()
  const { relativeTime } = useFormat()
  const client = useQueryClient()
  const go = useGo()
  const once = useIntent()
  const form = useFormState({ startsAt: slots[0]?.startsAt ?? '' }, { required: ['startsAt'] })
  const name = [patient.givenName, patient.familyName].filter(Boolean).join(' ')

  const book = async ({ startsAt }: typeof form.values) => {
    const slot = slots.find((one) => one.startsAt === startsAt)
    if (!slot) return
    const { practitionerId, roomId } = slot
    const body = { patientId: patient.id, serviceId: service.id, clinicId: clinic.id, startsAt, practitionerId, roomId }
    const appointment = await once(api.scheduling.appointments.create, { params: { organization }, body })
    await client.invalidateQueries()
    toast.good(t('setup.ready'), { description: t('setup.readyText') })
    go(paths.calendar(organization, { date: dayOf(startsAt, clinic.timeZone), visit: appointment.id }), {
      replace: true,
    })
  }

  return (
    <StepForm
      label={t('setup.title.visit')}
      isSubmitting={form.isSubmitting}
      problemText={form.problemText}
      actionLabel={t('setup.book')}
      onSubmit={() => void form.submit(book)}
    >
      <p>{t('setup.visitFor', { name, service: service.name })}</p>
      <RadioGroup
        {...form.field('startsAt')}
        label={t('setup.time')}
        look="cards"
        options={slots.map(({ startsAt }) => ({
          value: startsAt,
          label: relativeTime(startsAt, clinic.timeZone),
        }))}
      />
    </StepForm>
  )
}
