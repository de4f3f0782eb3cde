import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { reactionSeverities } from '@polyclinic/contract/patients/allergy-states.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { newReaction, type ReactionValues } from './allergy-values.ts'

type Props = {
  value: ReactionValues[]
  onChange: (reactions: ReactionValues[]) => void
  errorAt: (path: string) => string | undefined
}

const limit = 10

/** What happens: an empty line is no reaction. */
export function ReactionFields({ value, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  const change = (at: number, part: Partial<ReactionValues>) =>
    onChange(value.map((each, nth) => (nth === at ? { ...each, ...part } : each)))
  const isOne = value.length === 1
  return (
    <div className="flex flex-col gap-2">
      {value.map(({ text, severity }, at) => (
        // Lines are never taken out, so their place names them.
        <FormRow key={at}>
          <TextField
            label={isOne ? t('allergy.reaction') : t('allergy.reactionNumbered', { number: at + 1 })}
            placeholder={t('allergy.reactionPlaceholder')}
            value={text}
            onChange={(next) => change(at, { text: next })}
            dir="auto"
            maxLength={200}
            error={errorAt(`reactions.${at}.text`)}
          />
          <Select
            label={isOne ? t('allergy.severity') : t('allergy.severityOf', { number: at + 1 })}
            placeholder={t('notKnown')}
            value={severity}
            onChange={(next) => change(at, { severity: next })}
            options={[
              { id: 'none', label: t('notKnown') },
              ...reactionSeverities.map((id) => ({ id, label: t(`allergy.severities.${id}`) })),
            ]}
          />
        </FormRow>
      ))}
      {value.length < limit && (
        <Button
          size="small"
          variant="quiet"
          className="self-start"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onPress={() => onChange([...value, newReaction])}
        >
          {t('allergy.addReaction')}
        </Button>
      )}
    </div>
  )
}
