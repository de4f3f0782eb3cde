import { useTranslation } from 'react-i18next'
import type { Look } from '@polyclinic/contract/kit/brand/look.ts'
import { typeNames, typeStacks } from '@polyclinic/contract/kit/brand/type-stacks.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { AccentField } from './AccentField.tsx'
import type { TypedLook } from './typed-look.ts'

const asUsual = 'usual'

type Props = {
  look: TypedLook
  onChange: (look: TypedLook) => void
  error: (field: keyof TypedLook) => string | undefined
  /** What shows where nothing is typed: at a clinic, what the organization says. */
  otherwise: Look & { senderName: string }
}

export function LookFields({ look, onChange, error, otherwise }: Props) {
  const { t } = useTranslation('organizations')
  const field = (name: keyof TypedLook) => ({
    value: look[name],
    onChange: (value: string) => onChange({ ...look, [name]: value }),
    error: error(name),
  })
  return (
    <div className="flex flex-col gap-6">
      <AccentField {...field('accent')} placeholder={otherwise.accent ?? '#0f766e'} />
      <LettersField
        value={look.type}
        onChange={(type) => onChange({ ...look, type })}
        error={error('type')}
        otherwise={otherwise.type}
      />
      <TextField
        {...field('senderName')}
        label={t('brand.senderName')}
        description={t('brand.senderNameText')}
        dir="auto"
        maxLength={60}
        placeholder={otherwise.senderName}
      />
      <TextArea
        {...field('letterhead')}
        label={t('brand.letterhead')}
        description={t('brand.letterheadText')}
        placeholder={otherwise.letterhead}
      />
      <TextArea
        {...field('footer')}
        label={t('brand.footer')}
        description={t('brand.footerText')}
        rows={2}
        placeholder={otherwise.footer}
      />
    </div>
  )
}

type LettersProps = {
  value: string
  onChange: (type: string) => void
  error: string | undefined
  otherwise: Look['type']
}

function LettersField({ value, onChange, error, otherwise }: LettersProps) {
  const { t } = useTranslation('organizations')
  const usual = t('brand.type.usual', { type: t(`brand.type.${otherwise ?? 'none'}`) })
  const options = typeNames.map((id) => ({
    id,
    label: t(`brand.type.${id}`),
    icon: (
      <span aria-hidden="true" style={{ fontFamily: typeStacks[id] }}>
        Aa
      </span>
    ),
  }))
  return (
    <Select<string>
      label={t('brand.letters')}
      value={value || asUsual}
      onChange={(type) => onChange(type === asUsual ? '' : type)}
      error={error}
      placeholder={usual}
      options={[{ id: asUsual, label: usual }, ...options]}
    />
  )
}
