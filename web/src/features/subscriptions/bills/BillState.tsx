import { useTranslation } from 'react-i18next'
import type { PlatformInvoice } from '@polyclinic/contract/subscriptions/invoices.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'

const tones: Record<PlatformInvoice['state'], Tone | 'neutral'> = {
  open: 'info',
  overdue: 'bad',
  paid: 'good',
  corrected: 'neutral',
}

export function BillState({ state, kind }: Pick<PlatformInvoice, 'state' | 'kind'>) {
  const { t } = useTranslation('subscriptions')
  if (kind === 'credit-note') return <Badge>{t('state.credit-note')}</Badge>
  return <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
}
