import { useTranslation } from 'react-i18next'
import { supportScopes, type SupportScope } from '@polyclinic/contract/kit/permission.ts'
import type { AskedAccess } from '@polyclinic/contract/support/support-accesses.ts'
import type { useFormState } from '../../../kit/fields/forms.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { Select } from '../../../ui/choices/Select.tsx'

export type ShareValues = { scope: SupportScope; mayWrite: boolean; minutes: string }

const durations = [15, 30, 60, 120, 240, 480]

interface Props {
  form: Pick<ReturnType<typeof useFormState<ShareValues>>, 'field'>
  /** What was asked for: nothing wider can be chosen. */
  atMost?: AskedAccess['asked']
}

/** How far support comes in, whether it may change anything, and for how long. */
export function ShareFields({ form, atMost }: Props) {
  const { t } = useTranslation('support')
  const { minutes } = useFormat()
  const longest = atMost?.minutes ?? 480
  const offered = [...new Set([...durations.filter((one) => one <= longest), ...(atMost ? [longest] : [])])]
  return (
    <>
      <RadioGroup
        {...form.field('scope')}
        label={t('field.scope')}
        options={supportScopes
          .filter((scope) => atMost?.scope !== 'settings' || scope === 'settings')
          .map((value) => ({ value, label: t(`scope.${value}`), description: t(`scopeText.${value}`) }))}
      />
      {atMost?.mayWrite !== false && (
        <Checkbox {...form.field('mayWrite')} label={t('field.mayWrite')} description={t('mayWriteText')} />
      )}
      <Select
        {...form.field('minutes')}
        label={t('field.minutes')}
        placeholder={t('field.minutes')}
        options={offered.toSorted((a, b) => a - b).map((one) => ({ id: String(one), label: minutes(one) }))}
      />
    </>
  )
}
