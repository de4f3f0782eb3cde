import { useTranslation } from 'react-i18next'
import { contrast, readColour } from '@polyclinic/contract/kit/brand/colour.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { proposalFor } from './typed-look.ts'

type Props = {
  value: string
  onChange: (value: string) => void
  error?: string
  placeholder: string
}

/** A colour as six digits or from the browser's own palette; where it cannot be read, the nearest one that can. */
export function AccentField({ value, onChange, error, placeholder }: Props) {
  const { t } = useTranslation('organizations')
  const proposal = proposalFor(value)
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('brand.accent')}
        description={t('brand.accentText')}
        error={proposal === undefined ? error : undefined}
        dir="ltr"
        spellCheck="false"
        value={value}
        onChange={onChange}
        placeholder={placeholder}
        beside={
          <input
            type="color"
            aria-label={t('brand.palette')}
            value={readColour(value) ?? readColour(placeholder) ?? '#0f766e'}
            onChange={(event) => onChange(event.target.value)}
            className="me-1 h-8 w-10 shrink-0 self-center rounded-sm border-0 bg-transparent"
          />
        }
      />
      {proposal !== undefined && <Proposal typed={value} proposal={proposal} onTake={() => onChange(proposal)} />}
    </div>
  )
}

function Proposal({ typed, proposal, onTake }: { typed: string; proposal: string; onTake: () => void }) {
  const { t } = useTranslation('organizations')
  const { number } = useFormat()
  const ratio = number(contrast(readColour(typed) ?? proposal, '#ffffff'), { maximumFractionDigits: 1 })
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-sunken p-3 text-13">
      <p className="min-w-48 flex-1">{t('brand.unreadable', { ratio })}</p>
      <Button
        size="small"
        onPress={onTake}
        icon={<span aria-hidden="true" className="size-4 rounded-sm" style={{ background: proposal }} />}
      >
        {t('brand.take', { colour: proposal })}
      </Button>
    </div>
  )
}
