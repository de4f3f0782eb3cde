import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Mail, MapPin, Phone } from 'lucide-react'
import { addressLines } from '@polyclinic/contract/kit/places/address.ts'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { PhoneLink } from '../../../kit/texts/PhoneLink.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'

export function ContactLines({ contact }: { contact: NonNullable<Patient['contact']> }) {
  const { locale } = useLanguage()
  const { phone, email, address, others = [] } = contact
  const about = useAboutLine()
  const [isMore, setMore] = useState(false)
  const { t } = useTranslation('patients')
  const { country } = useOrganization()
  const lines = address && addressLines(address, country, locale)
  return (
    <ul className="flex flex-col gap-2">
      {phone && (
        <Line icon={<Phone />}>
          <PhoneLink phone={phone} />
          <Note>{about(contact.about?.phone)}</Note>
        </Line>
      )}
      {email && (
        <Line icon={<Mail />}>
          <a href={`mailto:${email}`} className={linkClass}>
            <bdi dir="ltr">{shownEmail(email)}</bdi>
          </a>
          <Note>{about(contact.about?.email)}</Note>
        </Line>
      )}
      {lines && lines.length > 0 && (
        <Line icon={<MapPin />}>
          <AddressLines lines={lines} />
          <Note>{about(contact.about?.address)}</Note>
        </Line>
      )}
      {isMore && others.map((other) => <OtherLine key={JSON.stringify(other)} other={other} />)}
      {others.length > 0 && !isMore && (
        <li>
          <Button variant="quiet" size="small" className="-ms-3" onPress={() => setMore(true)}>
            {t('showMoreContacts', { count: others.length })}
          </Button>
        </li>
      )}
    </ul>
  )
}

type Other = NonNullable<NonNullable<Patient['contact']>['others']>[number]

const icons = { phone: Phone, email: Mail, address: MapPin }

/** One that is not the first choice: what it is, until when, and why nobody may use it. */
function OtherLine({ other }: { other: Other }) {
  const { t } = useTranslation('patients')
  const { locale } = useLanguage()
  const { country } = useOrganization()
  const about = useAboutLine()
  const Icon = icons[other.kind]
  return (
    <Line icon={<Icon />}>
      <span className={other.doNotUse === undefined ? undefined : 'line-through'}>
        {other.kind === 'address' ? (
          <AddressLines lines={addressLines(other.address ?? {}, country, locale)} />
        ) : (
          <bdi dir="ltr">{other.kind === 'email' ? shownEmail(other.value ?? '') : other.value}</bdi>
        )}
      </span>
      <Note>{about(other)}</Note>
      {other.doNotUse !== undefined && (
        <span className="block text-13 font-semibold text-bad-ink">{t('neverUse', { reason: other.doNotUse })}</span>
      )}
    </Line>
  )
}

/** "Work, until 31 December 2026" */
function useAboutLine() {
  const { t } = useTranslation('patients')
  const format = useFormat()
  return (about: Partial<Omit<Other, 'kind'>> | undefined) =>
    about &&
    factLine([
      about.label && (about.label === 'own' ? about.ownLabel : t(`contactLabels.${about.label}`)),
      about.from && t('fromDay', { date: format.date(about.from) }),
      about.until && t('untilDay', { date: format.date(about.until) }),
    ])
}

const Note = ({ children }: { children: ReactNode }) =>
  children ? <span className="block text-13 text-muted">{children}</span> : null

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
