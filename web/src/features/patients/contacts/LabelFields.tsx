import { useTranslation } from 'react-i18next'
import { contactLabels } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { AboutRow } from './other-contacts.ts'

const none = 'none'

type Props = {
  /** Whose label it is, where several stand on one form. */
  of?: string
  row: AboutRow
  onChange: (next: Partial<AboutRow>) => void
  errorAt: (name: string) => string | undefined
}

/** What a contact is called: one of the usual words, or one of its own. */
export function LabelFields({ of, row, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  const named = (label: string) => (of ? `${of}: ${label}` : label)
  return (
    <>
      <Select
        label={named(t('contactLabel'))}
        placeholder={t('choose')}
        value={row.label ?? none}
        onChange={(next) => onChange({ label: next === none ? null : next })}
        options={[
          { id: none, label: t('noLabel') },
          ...contactLabels.map((id) => ({ id, label: t(`contactLabels.${id}`) })),
        ]}
      />
      {row.label === 'own' && (
        <TextField
          label={named(t('ownLabel'))}
          dir="auto"
          value={row.ownLabel}
          onChange={(ownLabel) => onChange({ ownLabel })}
          error={errorAt('ownLabel')}
        />
      )}
    </>
  )
}
