import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import { ClipboardList, MapPin, Phone, Stethoscope, UserRound } from 'lucide-react'
import { phoneLink } from '@polyclinic/contract/kit/reading/phone.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import { cx } from '../../ui/class-names.ts'

/** As every link of ours looks; its component would bring a script's machinery into the server's bundle. */
const linkLook =
  'inline-flex min-h-11 items-center rounded-sm text-accent-ink underline decoration-accent-line underline-offset-4 hover:decoration-current'

export function AppointmentFacts({ appointment, words }: { appointment: LinkedAppointment; words: TFunction }) {
  const { clinic } = appointment
  return (
    <dl className="flex flex-col divide-y divide-line border-t border-line">
      <Fact icon={<ClipboardList />} label={words('fact.service')}>
        <bdi>{appointment.serviceName}</bdi>
      </Fact>
      <Fact icon={<Stethoscope />} label={words('fact.practitioner')}>
        <bdi>{appointment.practitionerName}</bdi>
      </Fact>
      <Fact icon={<UserRound />} label={words('fact.patient')}>
        <bdi>{appointment.patientGivenName}</bdi>
      </Fact>
      <Fact icon={<MapPin />} label={words('fact.place')}>
        <bdi>{clinic.name}</bdi>
        {clinic.address && (
          <>
            <span className="block whitespace-pre-line text-muted">
              <bdi>{clinic.address}</bdi>
            </span>
            <a href={mapOf(clinic.address)} target="_blank" rel="noreferrer noopener" className={linkLook}>
              {words('map')}
            </a>
          </>
        )}
      </Fact>
      {clinic.phone && (
        <Fact icon={<Phone />} label={words('fact.phone')}>
          <a href={phoneLink(clinic.phone)} dir="ltr" className={cx(linkLook, '-my-2.5')}>
            {clinic.phone}
          </a>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ icon, label, children }: { icon: ReactNode; label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_1fr] gap-x-3 py-3.5 text-16">
      <dt className="flex items-start gap-3 text-muted [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0">
        {icon}
        {label}
      </dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

const mapOf = (address: string) =>
  `https://www.openstreetmap.org/search?query=${encodeURIComponent(address.replaceAll(/\s*\n\s*/g, ', '))}`
