import { useTranslation } from 'react-i18next'
import { ArrowUp } from 'lucide-react'
import type { ReachKind } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import { AddressFields } from '../../../kit/fields/AddressFields.tsx'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { LabelFields } from './LabelFields.tsx'
import type { OtherRow } from './other-contacts.ts'

type Props = {
  row: OtherRow
  onChange: (next: Partial<OtherRow>) => void
  errorAt: (name: string) => string | undefined
  onPrefer: () => void
}

/** A phone, an address of mail or a place beside the one that is used first. */
export function OtherContact(props: Props) {
  const { t } = useTranslation('patients')
  const { row, onChange, errorAt, onPrefer } = props
  return (
    <>
      <ReachedAt {...props} />
      <FormRow>
        <LabelFields row={row} onChange={onChange} errorAt={errorAt} />
        <DateField
          label={t('validFrom')}
          value={row.from}
          onChange={(from) => onChange({ from })}
          error={errorAt('from')}
        />
        <DateField
          label={t('validUntil')}
          value={row.until}
          onChange={(until) => onChange({ until })}
          error={errorAt('until')}
        />
      </FormRow>
      <Barred {...props} />
      {row.doNotUse === null && (
        <Button
          size="small"
          className="self-start"
          icon={<ArrowUp aria-hidden="true" className="size-4" />}
          onPress={onPrefer}
        >
          {t('prefer')}
        </Button>
      )}
    </>
  )
}

const inputModes: Record<Exclude<ReachKind, 'address'>, 'tel' | 'email'> = { phone: 'tel', email: 'email' }

function ReachedAt({ row, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  const { country } = useOrganization()
  if (row.kind === 'address')
    return (
      <AddressFields
        value={row.address}
        onChange={(address) => onChange({ address })}
        homeCountry={country}
        errorAt={(name) => errorAt(`address.${name}`)}
      />
    )
  return (
    <TextField
      label={t(`further.${row.kind}`)}
      dir="ltr"
      inputMode={inputModes[row.kind]}
      autoComplete="off"
      value={row.value}
      onChange={(value) => onChange({ value })}
      error={errorAt('value')}
    />
  )
}

function Barred({ row, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  return (
    <>
      <Checkbox
        label={t('doNotUse')}
        value={row.doNotUse !== null}
        onChange={(isBarred) => onChange({ doNotUse: isBarred ? '' : null })}
      />
      {row.doNotUse !== null && (
        <TextField
          label={t('doNotUseReason')}
          dir="auto"
          isRequired
          value={row.doNotUse}
          onChange={(doNotUse) => onChange({ doNotUse })}
          error={errorAt('doNotUse')}
        />
      )}
    </>
  )
}
