import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { substanceCategories, substances, type SubstanceCode } from '@polyclinic/contract/patients/substances.ts'
import { isFoundIn } from '../../../kit/search/matching.ts'
import { ComboBox } from '../../../ui/choices/ComboBox.tsx'

type Props = {
  code: SubstanceCode | null
  value: string
  onChange: (text: string, code: SubstanceCode | null) => void
  error?: string
  autoFocus?: boolean
}

/** Suggests what people and animals are often allergic to; anything else may be typed. */
export function SubstanceField({ code, value, onChange, error, autoFocus }: Props) {
  const { t } = useTranslation('patients')
  const all = useMemo(
    () =>
      substanceCategories.flatMap((category) =>
        substances[category].map((id) => ({
          id,
          label: t(`substance.${id}`),
          description: t(`allergy.categories.${category}`),
        })),
      ),
    [t],
  )
  // what is already chosen does not hide the others
  const items = useMemo(() => (code ? all : all.filter(({ label }) => isFoundIn(label, value))), [all, code, value])
  const type = (text: string) => {
    const known = all.find(({ label }) => label.toLocaleLowerCase() === text.trim().toLocaleLowerCase())
    onChange(text, known?.id ?? null)
  }
  return (
    <ComboBox
      label={t('allergy.substance')}
      placeholder={t('allergy.substancePlaceholder')}
      items={items}
      inputValue={value}
      onInputChange={type}
      allowsCustomValue
      isRequired
      autoFocus={autoFocus}
      error={error}
    />
  )
}
