import { ChevronsUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { LogoMark } from '../logo/LogoMark.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'

export function PlaceButton({ onPress }: { onPress?: () => void }) {
  const { t } = useTranslation('organizations')
  const { name, membership } = useOrganization()
  const { clinic, clinics } = useClinic()
  const isClinicNamed = clinic && clinics.length > 1
  return (
    <Button
      variant="quiet"
      onPress={onPress}
      aria-label={t('place.current', { name: isClinicNamed ? `${name} ${clinic.name}` : name })}
      className="max-w-full min-w-0 shrink! px-2!"
    >
      <LogoMark of={membership.organization} />
      <span dir="auto" className="min-w-0 truncate text-start">
        {/* On a phone there is room for one: the clinic is what changes. */}
        <span className={isClinicNamed ? 'max-sm:hidden' : undefined}>{name}</span>{' '}
        {isClinicNamed && <span className="sm:ms-1 sm:font-normal sm:text-muted">{clinic.name}</span>}
      </span>
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </Button>
  )
}
