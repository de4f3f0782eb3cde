import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../kit/i18n.ts'
import { Button } from '../../../ui/Button.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { FormRow } from '../../../ui/FormActions.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useMemo, useState } from 'react'
import type { ContactValues } from './contact-values.ts'
import { countriesIn } from './countries.ts'

type Props = {
  value: ContactValues
  onChange: (value: ContactValues) => void
  /** The error at a path of the request, for instance `contact.phone`. */
  errorAt: (path: string) => string | undefined
}

/** How to reach somebody: phone and e-mail at once, the postal address when it is wanted. */
export function ContactFields({ value, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  const { line1, line2, postalCode, city, country } = value
  const [isOpen, setOpen] = useState(Boolean(line1 || line2 || postalCode || city || country))
  const field = (name: keyof ContactValues) => ({
    label: t(`field.${name}`),
    value: value[name],
    onChange: (text: string) => onChange({ ...value, [name]: text }),
    error: errorAt(name === 'email' || name === 'phone' ? `contact.${name}` : `contact.address.${name}`),
  })
  return (
    <>
      <FormRow>
        <TextField {...field('phone')} type="tel" dir="ltr" autoComplete="off" />
        <TextField {...field('email')} type="email" dir="ltr" autoComplete="off" spellCheck="false" />
      </FormRow>
      {isOpen ? (
        <>
          <TextField {...field('line1')} dir="auto" autoComplete="off" />
          <TextField {...field('line2')} dir="auto" autoComplete="off" />
          <FormRow>
            <TextField {...field('postalCode')} autoComplete="off" />
            <TextField {...field('city')} dir="auto" autoComplete="off" />
          </FormRow>
          <CountryField {...field('country')} />
        </>
      ) : (
        <div className="-mt-2">
          <Button variant="quiet" size="small" className="-ms-3" onPress={() => setOpen(true)}>
            {t('addAddress')}
          </Button>
        </div>
      )}
    </>
  )
}

type CountryProps = { label: string; value: string; onChange: (code: string) => void; error?: string }

function CountryField({ label, value, onChange, error }: CountryProps) {
  const { locale } = useLanguage()
  const countries = useMemo(() => countriesIn(locale), [locale])
  return (
    <ComboBox
      label={label}
      items={countries}
      value={value || null}
      onChange={(code) => onChange(code ?? '')}
      error={error}
    />
  )
}
