import { useMemo } from 'react'
import { chipOrigin, readMicrochip } from '@polyclinic/contract/kit/reading/microchip.ts'
import { identifierKinds } from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { countriesIn } from '../../../kit/fields/countries.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ComboBox } from '../../../ui/choices/ComboBox.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { FieldsProps } from '../patient-form/patient-form.ts'
import { useWords } from '../words.ts'
import { FormSection } from './FormSection.tsx'
import { emptyIdentifier, endedChip, type IdentifierRow } from './identity-values.ts'
import { Rows } from './Rows.tsx'

type Props = Pick<FieldsProps, 'form'> & { patient?: Patient }

/** Numbers by which others know somebody: of an authority, an insurer, a register; of an animal also chips of before. */
export function IdentifierFields({ form, patient }: Props) {
  const { kind, identifiers } = form.values
  const words = useWords(kind)
  return (
    <FormSection title={words('field.identifiers')} isFilled={identifiers.length > 0}>
      <Rows
        rows={identifiers}
        onChange={(next) => form.set('identifiers', next)}
        empty={emptyIdentifier(identifierKinds[kind][0])}
        addLabel={words('addIdentifier')}
        removeLabel={(at) => words('removeNumbered', { what: words('field.identifiers'), number: at + 1 })}
        isLeftEmpty={({ value }) => value.trim() === ''}
        draw={(row, change, _, at) => <IdentifierFieldsOf row={row} onChange={change} at={at} form={form} />}
        also={kind === 'animal' && patient && <KeepOldChip form={form} patient={patient} />}
      />
    </FormSection>
  )
}

type RowProps = Pick<FieldsProps, 'form'> & {
  row: IdentifierRow
  onChange: (next: Partial<IdentifierRow>) => void
  at: number
}

function IdentifierFieldsOf(props: RowProps) {
  const { row, onChange, at, form } = props
  const words = useWords(form.values.kind)
  const error = (name: string) => form.error(`identifiers.${at}.${name}`)
  const origin = row.kind === 'microchip' ? chipOrigin(readMicrochip(row.value) ?? '') : undefined
  return (
    <>
      <FormRow>
        <Select
          label={words('identifierKind')}
          placeholder={words('choose')}
          value={row.kind}
          onChange={(next) => onChange({ kind: next })}
          options={identifierKinds[form.values.kind].map((id) => ({ id, label: words(`identifier.${id}`) }))}
        />
        <TextField
          label={words('identifierValue')}
          dir="ltr"
          autoComplete="off"
          value={row.value}
          onChange={(value) => onChange({ value })}
          description={origin && words(`chip.${origin}`)}
          error={error('value')}
        />
      </FormRow>
      <IssuedFields {...props} />
    </>
  )
}

function IssuedFields({ row, onChange, at, form }: RowProps) {
  const words = useWords(form.values.kind)
  const { locale } = useLanguage()
  const countries = useMemo(() => countriesIn(locale), [locale])
  const error = (name: string) => form.error(`identifiers.${at}.${name}`)
  return (
    <>
      <FormRow>
        <TextField
          label={words('issuer')}
          dir="auto"
          autoComplete="off"
          value={row.issuer}
          onChange={(issuer) => onChange({ issuer })}
          error={error('issuer')}
        />
        <ComboBox
          label={words('issuingCountry')}
          items={countries}
          value={row.country || null}
          onChange={(country) => onChange({ country: country === null ? '' : String(country) })}
          error={error('country')}
        />
      </FormRow>
      <FormRow>
        <DateField
          label={words('validFrom')}
          value={row.from}
          onChange={(from) => onChange({ from })}
          error={error('from')}
        />
        <DateField
          label={words('validUntil')}
          value={row.until}
          onChange={(until) => onChange({ until })}
          error={error('until')}
        />
      </FormRow>
    </>
  )
}

/** Another number in the field of the chip corrects it, unless the old chip is kept as one that ended. */
function KeepOldChip({ form, patient }: { form: FieldsProps['form']; patient: Patient }) {
  const words = useWords('animal')
  const { microchip, identifiers } = form.values
  const old = patient.microchip
  const now = readMicrochip(microchip)
  if (!old || !now || now === old || identifiers.some(({ value }) => value === old)) return null
  return (
    <Button size="small" onPress={() => form.set('identifiers', [...identifiers, endedChip(old)])}>
      {words('keepOldChip', { chip: old })}
    </Button>
  )
}
