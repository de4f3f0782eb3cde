import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Radio, RadioGroup } from 'react-aria-components'
import { hueClass, type Hue } from '../../../ui/signs/Avatar.tsx'
import { cx } from '../../../ui/class-names.ts'
import { FieldLabel } from '../../../ui/fields/Field.tsx'
import { hueOf } from '../calendar/board-model.ts'

const hues = Array.from({ length: 12 }, (_, index) => hueOf(index + 1))

/** One of the twelve calendar colours, each with its number for those who cannot tell them apart. */
export function HueField({ value, onChange }: { value: Hue; onChange: (hue: Hue) => void }) {
  const { t } = useTranslation('scheduling')
  return (
    <RadioGroup
      value={String(value)}
      onChange={(hue) => onChange(hueOf(Number(hue)))}
      orientation="horizontal"
      className="flex flex-col gap-1.5"
    >
      <FieldLabel label={t('settings.hue')} />
      <div className="flex flex-wrap gap-2">
        {hues.map((hue) => (
          <Radio
            key={hue}
            value={String(hue)}
            aria-label={t('settings.hueNumber', { number: hue })}
            className={cx(
              hueClass(hue),
              'flex size-8 cursor-default items-center justify-center rounded-full bg-hue text-white data-selected:outline-2 data-selected:outline-offset-2 data-selected:outline-hue-line data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus',
            )}
          >
            {({ isSelected }) => (isSelected ? <Check aria-hidden="true" strokeWidth={3} className="size-4" /> : null)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
