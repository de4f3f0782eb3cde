import { isExpected } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { addressText } from '@polyclinic/contract/kit/places/address.ts'
import type { OwnAppointment } from '@polyclinic/contract/scheduling/own-appointments.ts'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { buttonLinkClass, linkClass } from '../../../ui/buttons/Link.tsx'
import { Skeleton } from '../../../ui/signs/Skeleton.tsx'

/** When a patient comes next, in words for the patient: day, time with its zone, with whom, where; and the page of that appointment. */
export function OwnNextAppointment({ patientId }: { patientId: string }) {
  const { t } = useTranslation('scheduling')
  const { data, error, refetch } = useQuery(q.scheduling.ownAppointments.next.queryOptions({ input: {} }))
  const appointment = data?.items.find((one) => one.patientId === patientId)
  if ((error && !data) || (!appointment && data?.unanswered)) {
    return (
      <div className="flex flex-wrap items-center gap-3 text-13 text-muted">
        {error ? problemText(error) : t('own.unanswered')}
        <Button size="small" onPress={() => void refetch()}>
          {t('kit:action.retry')}
        </Button>
      </div>
    )
  }
  if (!data) return <Skeleton shape="text" lines={2} />
  return appointment ? <Facts appointment={appointment} /> : <p className="text-13 text-muted">{t('own.none')}</p>
}

function Facts({ appointment }: { appointment: OwnAppointment }) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinic, organization, startsAt, practitionerName, serviceName, state, page } = appointment
  const address = clinic.address && addressText(clinic.address, organization.country, format.locale)
  const isOpen = isExpected(state)
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg bg-sunken px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-13 text-muted">{t('own.next')}</p>
        <p className="text-16 font-semibold tabular-nums">{format.moment(startsAt, clinic.timeZone)}</p>
        <p>{t('book.with', { name: practitionerName })}</p>
        <p dir="auto" className="text-parent">
          {serviceName}
        </p>
        <p dir="auto" className="text-parent text-muted">
          {[clinic.name, address].filter(Boolean).join(' · ')}
        </p>
        {clinic.phone && (
          <a href={`tel:${clinic.phone.replaceAll(/[^+\d]/g, '')}`} className={linkClass}>
            <bdi dir="ltr" className="tabular-nums">
              {clinic.phone}
            </bdi>
          </a>
        )}
      </div>
      <a href={page} className={buttonLinkClass()}>
        {t(!isOpen ? 'own.see' : state === 'booked' ? 'own.confirm' : 'own.change')}
      </a>
    </div>
  )
}
