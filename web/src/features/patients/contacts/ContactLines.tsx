import type { ReactNode } from 'react'
import { Mail, MapPin, Phone } from 'lucide-react'
import { addressLines } from '@polyclinic/contract/kit/places/address.ts'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { PhoneLink } from '../../../kit/texts/PhoneLink.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'

export function ContactLines({ contact }: { contact: NonNullable<Patient['contact']> }) {
  const { locale } = useLanguage()
  const { phone, email, address } = contact
  const { country } = useOrganization()
  const lines = address && addressLines(address, country, locale)
  return (
    <ul className="flex flex-col gap-2">
      {phone && (
        <Line icon={<Phone />}>
          <PhoneLink phone={phone} />
        </Line>
      )}
      {email && (
        <Line icon={<Mail />}>
          <a href={`mailto:${email}`} className={linkClass}>
            <bdi dir="ltr">{shownEmail(email)}</bdi>
          </a>
        </Line>
      )}
      {lines && lines.length > 0 && (
        <Line icon={<MapPin />}>
          <AddressLines lines={lines} />
        </Line>
      )}
    </ul>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5">
      <span aria-hidden="true" className="mt-0.5 shrink-0 text-muted [&>svg]:size-4">
        {icon}
      </span>
      <span className="min-w-0 break-words">{children}</span>
    </li>
  )
}

function AddressLines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <bdi key={line} className="block">
      {line}
    </bdi>
  ))
}
