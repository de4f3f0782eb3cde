import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addressFields,
  divisionOf,
  isDivisionNeeded,
  looksLikePostalCode,
  postalCodeName,
  type AddressField,
} from '@polyclinic/contract/kit/places/address-parts.ts'
import { divisionsOf } from '@polyclinic/contract/kit/places/divisions.ts'
import { ComboBox } from '../../ui/choices/ComboBox.tsx'
import { FormRow } from '../../ui/fields/FormActions.tsx'
import { Select } from '../../ui/choices/Select.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { countriesIn } from './countries.ts'
import { useLanguage } from '../texts/i18n.ts'

export type AddressValues = Record<AddressField | 'country', string>

export const emptyAddress: AddressValues = { line1: '', line2: '', city: '', state: '', postalCode: '', country: '' }

type Props = {
  value: AddressValues
  onChange: (value: AddressValues) => void
  /** Whose form it is while no country is chosen. */
  homeCountry: string
  errorAt: (field: keyof AddressValues) => string | undefined
}

export function AddressFields({ value, onChange, homeCountry, errorAt }: Props) {
  const { t } = useTranslation('kit')
  const country = value.country || homeCountry
  const set = (field: keyof AddressValues) => (text: string) => onChange({ ...value, [field]: text })
  const props = (field: AddressField) => ({
    label: t(`address.${nameOf(field, country)}` as 'address.city'),
    value: value[field],
    onChange: set(field),
    error: errorAt(field),
  })
  const draw = (field: AddressField) => {
    if (field === 'state')
      return <DivisionField key={field} {...props(field)} country={country} isWanted={value.city !== ''} />
    const isUnusual =
      field === 'postalCode' && value.postalCode !== '' && !looksLikePostalCode(country, value.postalCode)
    return (
      <TextField
        key={field}
        {...props(field)}
        description={isUnusual && t('address.unusualCode')}
        dir={field === 'postalCode' ? 'ltr' : 'auto'}
        autoComplete="off"
      />
    )
  }
  return (
    <>
      {rowsOf(addressFields(country)).map((row) =>
        row.length === 1 ? row.map(draw) : <FormRow key={row.join()}>{row.map(draw)}</FormRow>,
      )}
      <CountryField value={value.country} onChange={set('country')} error={errorAt('country')} />
    </>
  )
}

const nameOf = (field: AddressField, country: string): string =>
  field === 'state' ? (divisionOf(country) ?? field) : field === 'postalCode' ? postalCodeName(country) : field

/** Street lines stand alone, what is short beside its neighbours. */
function rowsOf(fields: readonly AddressField[]): AddressField[][] {
  const rows: AddressField[][] = []
  for (const field of fields) {
    const last = rows.at(-1)
    if (field.startsWith('line') || !last || last[0]?.startsWith('line')) rows.push([field])
    else last.push(field)
  }
  return rows
}

const none = 'none'

type DivisionProps = {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string
  country: string
  isWanted: boolean
}

/** Chosen where the country has a list; what is on file and not in it stays. */
function DivisionField({ country, isWanted, ...field }: DivisionProps) {
  const { t } = useTranslation('kit')
  const known = useMemo(() => divisionsOf(country), [country])
  const description = isWanted && field.value === '' && isDivisionNeeded(country) && t('address.divisionWanted')
  if (!known) return <TextField {...field} dir="auto" autoComplete="off" />
  const isForeign = field.value !== '' && !known.some(({ id }) => id === field.value)
  return (
    <Select
      {...field}
      description={description}
      placeholder={t('action.choose')}
      value={field.value || none}
      onChange={(id) => field.onChange(id === none ? '' : id)}
      options={[
        { id: none, label: '–' },
        ...(isForeign ? [{ id: field.value, label: field.value }] : []),
        ...known.map(({ id, label }) => ({ id, label, description: id === label ? undefined : id })),
      ]}
    />
  )
}

type CountryProps = { value: string; onChange: (code: string) => void; error?: string }

function CountryField({ value, onChange, error }: CountryProps) {
  const { t } = useTranslation('kit')
  const { locale } = useLanguage()
  const countries = useMemo(() => countriesIn(locale), [locale])
  return (
    <ComboBox
      label={t('address.country')}
      items={countries}
      value={value || null}
      onChange={(code) => onChange(code ?? '')}
      error={error}
      emptyText={t('address.noCountry')}
    />
  )
}
