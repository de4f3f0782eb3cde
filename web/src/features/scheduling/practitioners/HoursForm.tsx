import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { useScheduleRefresh } from '../settings/use-save.ts'
import { beyondOpening, findingsOf, type Hours } from './weekly-hours.ts'
import { WeeklyHoursField } from './WeeklyHoursField.tsx'

type Props = { practitioner: Practitioner; onSaved: () => void; onCancel: () => void }

export function HoursForm({ practitioner, onSaved, onCancel }: Props) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const { clinics } = useClinic()
  const { data } = useQuery(
    q.scheduling.practitioners.hours.queryOptions({ input: { params: { organization, id: practitioner.id } } }),
  )
  const own = clinics.filter(({ id }) => practitioner.clinicIds.includes(id))
  if (!data) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={7} />
      </SkeletonRegion>
    )
  }
  return (
    <Weeks
      key={data.version}
      practitioner={practitioner}
      version={data.version}
      start={data.items}
      clinics={own}
      onSaved={onSaved}
      onCancel={onCancel}
    />
  )
}

type ClinicSpan = Hours[number] & { clinicId: string }
type WeeksProps = Props & { version: number; start: ClinicSpan[]; clinics: Clinic[] }

function Weeks({ practitioner, version, start, clinics, onSaved, onCancel }: WeeksProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug: organization } = useOrganization()
  const refresh = useScheduleRefresh()
  const form = useFormState<{ hours: ClinicSpan[] }>(
    { hours: start },
    {
      check: ({ hours }) => {
        const isWrong = clinics.some(({ id }) => findingsOf(hours.filter(({ clinicId }) => clinicId === id)).size > 0)
        return (isWrong ? { hours: t('hours.check') } : {}) as Record<string, string>
      },
    },
  )
  const { hours } = form.values
  const save = async (values: { hours: ClinicSpan[] }) => {
    await api.scheduling.practitioners.setHours({
      params: { organization, id: practitioner.id },
      body: values.hours,
      headers: ifMatch(version),
    })
    await refresh()
    onSaved()
  }
  const setClinic = (clinicId: string, spans: Hours) =>
    form.set('hours', [
      ...hours.filter((span) => span.clinicId !== clinicId),
      ...spans.map((span) => ({ ...span, clinicId })),
    ])

  return (
    <Form label={t('hours.title')} onSubmit={() => void form.submit(save)}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      {clinics.map((clinic) => {
        const own = hours
          .filter(({ clinicId }) => clinicId === clinic.id)
          .map(({ weekday, from, to }) => ({ weekday, from, to }))
        const beyond = beyondOpening(own, clinic.openingHours)
        return (
          <section key={clinic.id} aria-label={clinic.name}>
            <div className="mb-1 flex flex-wrap items-center gap-x-4">
              <h3 className="me-auto text-14 font-semibold">{clinics.length > 1 ? clinic.name : t('hours.text')}</h3>
              {own.length === 0 && clinic.openingHours.length > 0 && (
                <Button size="small" onPress={() => setClinic(clinic.id, clinic.openingHours)}>
                  {t('hours.asClinic')}
                </Button>
              )}
            </div>
            <WeeklyHoursField label={clinic.name} value={own} onChange={(spans) => setClinic(clinic.id, spans)} />
            {beyond.length > 0 && (
              <Banner tone="warn">
                {t('hours.beyond', { days: format.list(beyond.map((day) => format.weekday(day))) })}
              </Banner>
            )}
          </section>
        )
      })}
      {form.error('hours') && <Banner tone="bad">{form.error('hours')}</Banner>}
      <FormActions>
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t('kit:action.save')}
        </Button>
      </FormActions>
    </Form>
  )
}
