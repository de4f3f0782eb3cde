import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import type { FieldName } from '../patient-form/patient-fields.ts'
import { patientValues } from '../patient-form/patient-values.ts'
import { fieldsOf, useFieldWords } from '../patient-form/use-save-patient.tsx'
import { differing, type Choice } from './field-choice.ts'
import { fieldNames } from '../patient-form/patient-fields.ts'

type Props = { kept: Patient; merged: Patient; choice: Choice; onChange: (choice: Choice) => void }

/** Where the two differ one is chosen; where they say the same, it is said once. */
export function FieldChoices({ kept, merged, choice, onChange }: Props) {
  const { t } = useTranslation('patients')
  const { list } = useFormat()
  const { labelOf, textOf } = useShown(kept.kind)
  const different = differing(kept, merged)
  const same = fieldNames.filter((field) => !different.includes(field) && textOf(kept, field))
  const choose = (field: FieldName, side: 'kept' | 'merged') => {
    const next = new Set(choice)
    if (side === 'merged') next.add(field)
    else next.delete(field)
    onChange(next)
  }
  return (
    <Card title={t('merge.fields')}>
      <div className="flex flex-col gap-5">
        {same.length > 0 && <p className="text-muted">{t('merge.same', { fields: list(same.map(labelOf)) })}</p>}
        {different.map((field) => (
          <RadioGroup
            key={field}
            label={labelOf(field)}
            look="cards"
            orientation="horizontal"
            value={choice.has(field) ? 'merged' : 'kept'}
            onChange={(side) => choose(field, side)}
            options={[
              { value: 'kept', label: <Value text={textOf(kept, field)} /> },
              { value: 'merged', label: <Value text={textOf(merged, field)} /> },
            ]}
          />
        ))}
        {different.length === 0 && <p>{t('merge.nothingDiffers')}</p>}
      </div>
    </Card>
  )
}

function Value({ text }: { text: string }) {
  const { t } = useTranslation('patients')
  if (!text) return <span className="block text-muted">{t('stale.empty')}</span>
  return (
    <span dir="auto" className="block text-start break-words whitespace-pre-line">
      {text}
    </span>
  )
}

function useShown(kind: Patient['kind']) {
  const { t } = useTranslation('patients')
  const { labelOf, show } = useFieldWords(kind)
  const textOf = (patient: Patient, field: FieldName): string => {
    const fields = fieldsOf(patientValues(patient))
    if (field === 'contact')
      return (['email', 'phone', 'address', 'otherContacts'] as const)
        .map((part) => show(part, fields))
        .filter(Boolean)
        .join('\n')
    if (field === 'isNeutered' && patient.isNeutered === undefined) return ''
    return String(show(field, fields) || '')
  }
  return { labelOf: (field: FieldName) => (field === 'contact' ? t('contact') : labelOf(field)), textOf }
}
