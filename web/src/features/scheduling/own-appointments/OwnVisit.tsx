import { useTranslation } from 'react-i18next'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { addressText } from '@polyclinic/contract/kit/places/address.ts'
import { isExpected } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { OwnAppointment, OwnPastAppointment } from '@polyclinic/contract/scheduling/own-appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { buttonLinkClass, linkClass } from '../../../ui/buttons/Link.tsx'
import { StateBadge } from '../appointments/appointment-state.tsx'
import { useNow } from '../times/NowLine.tsx'

/** With a page what is ahead, without what lies behind. */
export type Visit = OwnAppointment | OwnPastAppointment

type Props = { visit: Visit; patient?: Me['patients'][number] }

export function OwnVisit({ visit, patient }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { clinic, organization, startsAt, state } = visit
  const address = clinic.address && addressText(clinic.address, organization.country, format.locale)
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3">
      <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-16 font-semibold tabular-nums">{format.moment(startsAt, clinic.timeZone)}</span>
          <StateBadge state={state} />
        </p>
        <p className="font-semibold">
          <bdi>{patient?.name}</bdi>
        </p>
        <p dir="auto" className="text-parent">
          {visit.serviceName}
        </p>
        <p>{t('book.with', { name: visit.practitionerName })}</p>
        <p dir="auto" className="text-parent text-13 text-muted">
          {[organization.name, clinic.name, address].filter(Boolean).join(' · ')}
        </p>
        {clinic.phone && (
          <a href={`tel:${clinic.phone.replaceAll(/[^+\d]/g, '')}`} className={linkClass}>
            <bdi dir="ltr" className="tabular-nums">
              {clinic.phone}
            </bdi>
          </a>
        )}
      </div>
      {'page' in visit && <VisitActions visit={visit} />}
    </li>
  )
}

/** Answers are given on the page of the visit, which says once more what one answers. */
function VisitActions({ visit: { page, state, startsAt, clinic } }: { visit: OwnAppointment }) {
  const { t } = useTranslation('scheduling')
  const { moment } = useFormat()
  const now = useNow()
  const isOpen = isExpected(state) && Date.parse(startsAt) > now
  const links = [
    { href: page, word: isOpen && state === 'booked' ? 'own.confirmOnly' : 'own.see' },
    ...(isOpen ? [{ href: `${page}/cancellation`, word: 'own.cancel' }] : []),
    { href: `${page}/slip.pdf`, word: 'own.slip' },
  ]
  const when = moment(startsAt, clinic.timeZone)
  return (
    <p className="flex flex-wrap gap-2">
      {links.map(({ href, word }) => (
        <a key={word} href={href} aria-label={`${t(word)}: ${when}`} className={buttonLinkClass()}>
          {t(word)}
        </a>
      ))}
    </p>
  )
}
