import { useTranslation } from 'react-i18next'
import type { PlatformInvoice } from '@polyclinic/contract/subscriptions/invoices.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'

const tones: Record<PlatformInvoice['state'], Tone | 'neutral'> = {
  open: 'info',
  overdue: 'bad',
  paid: 'good',
  corrected: 'neutral',
}

type Props = Pick<PlatformInvoice, 'state' | 'kind' | 'dispute' | 'refunded'>

export function BillState({ state, kind, dispute, refunded }: Props) {
  const { t } = useTranslation('subscriptions')
  const { money } = useFormat()
  if (kind === 'credit-note') return <Badge>{t('state.credit-note')}</Badge>
  return (
    <>
      <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
      {dispute && <Badge tone={dispute === 'won' ? 'neutral' : 'warn'}>{t(`dispute.${dispute}`)}</Badge>}
      {refunded && <Badge>{t('refunded', { amount: money(refunded) })}</Badge>}
    </>
  )
}
