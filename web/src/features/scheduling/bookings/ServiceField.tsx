import { useTranslation } from 'react-i18next'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'

type Props = {
  /** With the clinics that give each. */
  services: readonly { service: Service; givenAt: readonly Clinic[] }[]
  clinic: Clinic
  value: string | null
  onChange: (id: string) => void
  onClinic: (id: string) => void
  error?: string
}

export function ServiceField({ services, clinic, value, onChange, onClinic, error }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const names = (clinics: readonly Clinic[]) => format.list(clinics.map(({ name }) => name))
  const isHere = (givenAt: readonly Clinic[]) => givenAt.some(({ id }) => id === clinic.id)
  const placeOf = (givenAt: readonly Clinic[]) => {
    if (isHere(givenAt)) return undefined
    return givenAt.length === 0 ? t('book.givenNowhere') : t('book.givenAt', { clinics: names(givenAt) })
  }
  const chosen = services.find(({ service }) => service.id === value)
  const elsewhere = chosen && placeOf(chosen.givenAt)
  const facts = ({ durationMinutes, price }: Service) =>
    factLine([format.minutes(durationMinutes), price && format.money(price)])
  return (
    <>
      <Select
        label={t('book.service')}
        placeholder={t('book.servicePlaceholder')}
        isRequired
        options={services
          .toSorted((a, b) => Number(isHere(b.givenAt)) - Number(isHere(a.givenAt)))
          .map(({ service, givenAt }) => ({
            id: service.id,
            label: service.name,
            description: placeOf(givenAt) ?? facts(service),
          }))}
        value={value}
        onChange={onChange}
        description={chosen && !elsewhere && format.minutes(chosen.service.durationMinutes)}
        error={error}
      />
      {elsewhere && (
        <Banner
          tone="info"
          isAnnounced
          action={
            <div className="flex flex-wrap gap-2">
              {chosen.givenAt.map(({ id, name }) => (
                <Button key={id} size="small" onPress={() => onClinic(id)}>
                  {chosen.givenAt.length === 1 ? t('book.bookThere') : t('book.bookAtClinic', { clinic: name })}
                </Button>
              ))}
            </div>
          }
        >
          {elsewhere}
        </Banner>
      )}
    </>
  )
}
