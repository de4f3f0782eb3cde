import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { ComboBox } from '../../../ui/choices/ComboBox.tsx'
import { countryCodes, currencies, timeZones } from './browser-defaults.ts'

type Props = { value: string; onChange: (value: string) => void; error?: string; isRequired?: boolean }

function useNames(type: 'region' | 'currency', codes: readonly string[]) {
  const { locale } = useLanguage()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type })
    return codes
      .map((id) => ({ id, label: names.of(id) ?? id, description: type === 'currency' ? id : undefined }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale))
  }, [locale, type, codes])
}

const allCurrencies = currencies()

export function CountryField(props: Props) {
  const { t } = useTranslation('organizations')
  const items = useNames('region', countryCodes)
  return <Choice {...props} label={t('field.country')} items={items} />
}

export function CurrencyField(props: Props) {
  const { t } = useTranslation('organizations')
  const items = useNames('currency', allCurrencies)
  return <Choice {...props} label={t('field.currency')} items={items} />
}

export function TimeZoneField(props: Props) {
  const { t } = useTranslation('organizations')
  const items = useMemo(() => timeZones().map((id) => ({ id, label: id.replaceAll('_', ' ') })), [])
  return <Choice {...props} label={t('field.timeZone')} items={items} />
}

type ChoiceProps = Props & { label: string; items: readonly { id: string; label: string; description?: string }[] }

function Choice({ items, value, onChange, ...rest }: ChoiceProps) {
  const { t } = useTranslation('organizations')
  return (
    <ComboBox
      {...rest}
      items={items}
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      emptyText={t('field.noMatch')}
    />
  )
}
