import { useState } from 'react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { BilledInvoice } from '@polyclinic/contract/platform/billing.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import type { Tone } from '../../../ui/signs/tone.tsx'
import { PlatformPage } from '../frame/PlatformPage.tsx'
import { useOperator } from '../operators/use-operator.ts'
import { CorrectDialog } from './CorrectDialog.tsx'
import { IssuerSection } from './IssuerSection.tsx'
import { billedPages, type BillFilter, type BillState } from './queries.ts'
import { SettleDialog } from './SettleDialog.tsx'

const states = ['open', 'overdue', 'paid', 'corrected', 'disputed'] as const

const tones: Record<BillState, Tone | 'neutral'> = {
  open: 'info',
  overdue: 'bad',
  paid: 'good',
  corrected: 'neutral',
}

/** What the platform billed, what of it is owed, and who bills. */
export function BillingPage() {
  const { t } = useTranslation('platform')
  const [state, setState] = useState<BillFilter | 'all'>('all')
  const wanted = state === 'all' ? undefined : state
  const query = useInfiniteQuery({ ...usePrefetched(billedPages(wanted)), placeholderData: keepPreviousData })
  return (
    <PlatformPage isNarrow title={t('billing.title')} subtitle={t('billing.text')}>
      <Select
        className="w-48 max-sm:w-full"
        label={t('field.state')}
        isLabelHidden
        placeholder={t('field.state')}
        options={['all' as const, ...states].map((id) => ({ id, label: t(`bill.${id}`) }))}
        value={state}
        onChange={(id) => setState(states.find((one) => one === id) ?? 'all')}
      />
      <div>
        <PagedLog
          label={t('billing.title')}
          query={query}
          none={{ title: t('billing.none'), text: t('billing.noneText') }}
          renderRow={(bill) => <Bill key={bill.id} {...bill} />}
        />
      </div>
      <IssuerSection />
    </PlatformPage>
  )
}

function Bill(bill: BilledInvoice) {
  const { t } = useTranslation('platform')
  const { date, money } = useFormat()
  const { mayChange } = useOperator()
  const [asked, setAsked] = useState<'settle' | 'correct'>()
  const { state, kind, number, organization, issuedOn, dueOn, corrects, dispute, refunded } = bill
  const isBill = kind === 'invoice'
  const isOwed = state === 'open' || state === 'overdue'
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex flex-wrap items-center gap-2 font-semibold">
          <bdi dir="ltr">{number}</bdi>
          {isBill ? <Badge tone={tones[state]}>{t(`bill.${state}`)}</Badge> : <Badge>{t('bill.credit-note')}</Badge>}
          {dispute && <Badge tone={dispute === 'won' ? 'neutral' : 'warn'}>{t(`bill.dispute.${dispute}`)}</Badge>}
          {refunded && <Badge>{t('bill.refunded', { amount: money(refunded) })}</Badge>}
        </div>
        <div className="text-13 text-muted">
          <bdi>{organization.name}</bdi>
          {' · '}
          {isOwed
            ? t('bill.issuedAndDue', { issued: date(issuedOn), due: date(dueOn) })
            : t('bill.issued', { issued: date(issuedOn) })}
          {corrects && ` · ${t('bill.corrects', { number: corrects })}`}
        </div>
      </div>
      <div className="font-semibold tabular-nums">{money(bill.total)}</div>
      {mayChange && isBill && state !== 'corrected' && (
        <div className="flex gap-2">
          {isOwed && (
            <Button size="small" aria-label={t('bill.settleOf', { number })} onPress={() => setAsked('settle')}>
              {t('bill.settle')}
            </Button>
          )}
          <Button size="small" aria-label={t('bill.correctOf', { number })} onPress={() => setAsked('correct')}>
            {t('bill.correct')}
          </Button>
        </div>
      )}
      {asked === 'settle' && <SettleDialog {...bill} onClose={() => setAsked(undefined)} />}
      {asked === 'correct' && <CorrectDialog {...bill} onClose={() => setAsked(undefined)} />}
    </li>
  )
}
