import { useTranslation } from 'react-i18next'
import { Plus } from 'lucide-react'
import { reachKinds } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { Rows } from '../identity/Rows.tsx'
import { isReached, preferOther, withoutEmpty, type ContactValues } from './contact-values.ts'
import { LabelFields } from './LabelFields.tsx'
import { OtherContact } from './OtherContact.tsx'
import { emptyAbout, emptyOther, giveOther, type AboutRow, type OtherRow } from './other-contacts.ts'

type Props = {
  value: ContactValues
  onChange: (value: ContactValues) => void
  errorAt: (path: string) => string | undefined
}

/** What the preferred contacts are, and all others: other phones, a school, an address from next month on. */
export function MoreContacts({ value, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  const set = (others: OtherRow[]) => onChange({ ...value, others })
  return (
    <div role="group" aria-label={t('field.otherContacts')} className="flex min-w-0 flex-col gap-4">
      {reachKinds.map(
        (kind) =>
          isReached(value, kind) && (
            <AboutFields
              key={kind}
              title={t(`about.${kind}`)}
              row={value.about[kind] ?? emptyAbout}
              onChange={(about) => onChange({ ...value, about: { ...value.about, [kind]: about } })}
              errorAt={(name) => errorAt(`contact.about.${kind}.${name}`)}
            />
          ),
      )}
      <Rows
        rows={value.others}
        onChange={set}
        empty={emptyOther('phone')}
        addLabel={t('addContact.phone')}
        removeLabel={(at) => t('removeNumbered', { what: t('field.otherContacts'), number: at + 1 })}
        isLeftEmpty={(row) => giveOther(row, withoutEmpty) === undefined}
        draw={(row, change, at, sentAt) => (
          <OtherContact
            row={row}
            onChange={change}
            errorAt={(name) => errorAt(`contact.others.${sentAt}.${name}`)}
            onPrefer={() => onChange(preferOther(value, at))}
          />
        )}
        also={(['email', 'address'] as const).map((kind) => (
          <Button
            key={kind}
            size="small"
            icon={<Plus aria-hidden="true" className="size-4" />}
            onPress={() => set([...value.others, emptyOther(kind)])}
          >
            {t(`addContact.${kind}`)}
          </Button>
        ))}
      />
    </div>
  )
}

type AboutProps = {
  title: string
  row: AboutRow
  onChange: (row: AboutRow) => void
  errorAt: (name: string) => string | undefined
}

function AboutFields({ title, row, onChange, errorAt }: AboutProps) {
  const { t } = useTranslation('patients')
  return (
    <FormRow>
      <LabelFields of={title} row={row} onChange={(next) => onChange({ ...row, ...next })} errorAt={errorAt} />
      <DateField
        label={`${title}: ${t('validUntil')}`}
        value={row.until}
        onChange={(until) => onChange({ ...row, until })}
        error={errorAt('until')}
      />
    </FormRow>
  )
}
