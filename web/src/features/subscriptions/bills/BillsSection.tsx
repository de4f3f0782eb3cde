import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { CreditCard, Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PlatformInvoice } from '@polyclinic/contract/subscriptions/invoices.ts'
import { api } from '../../../kit/api/api.ts'
import { download } from '../../../kit/api/download.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { BillState } from './BillState.tsx'
import { billPages } from './queries.ts'
import { useCheckout } from './use-checkout.ts'

/** What the platform billed, newest first: each can be read, and what is owed can be paid. */
export function BillsSection({ canPayByCard }: { canPayByCard: boolean }) {
  const { t } = useTranslation('subscriptions')
  const { slug } = useOrganization()
  const query = useInfiniteQuery(usePrefetched(billPages(slug)))
  return (
    <Section title={t('bills.title')}>
      <PagedLog
        label={t('bills.title')}
        query={query}
        none={{ title: t('bills.none'), text: t('bills.noneText') }}
        renderRow={(bill) => <Bill key={bill.id} {...bill} canPayByCard={canPayByCard} />}
      />
    </Section>
  )
}

function Bill({ canPayByCard, ...bill }: PlatformInvoice & { canPayByCard: boolean }) {
  const { t } = useTranslation('subscriptions')
  const { date, money } = useFormat()
  const checkout = useCheckout()
  const isOwed = bill.state === 'open' || bill.state === 'overdue'
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <div className="flex flex-wrap items-center gap-2 font-semibold">
          <bdi dir="ltr">{bill.number}</bdi>
          <BillState {...bill} />
        </div>
        <div className="text-13 text-muted">
          {isOwed
            ? t('bills.issuedAndDue', { issued: date(bill.issuedOn), due: date(bill.dueOn) })
            : t('bills.issued', { issued: date(bill.issuedOn) })}
          {bill.corrects && <> · {t('bills.corrects', { number: bill.corrects })}</>}
        </div>
      </div>
      <div className="font-semibold tabular-nums">{money(bill.total)}</div>
      <div className="flex gap-2">
        {isOwed && canPayByCard && (
          <Button
            size="small"
            variant="primary"
            icon={<CreditCard aria-hidden="true" className="size-4" />}
            isPending={checkout.isPending}
            onPress={() => checkout.mutate(bill.id)}
          >
            {t('bills.pay')}
          </Button>
        )}
        <BillFile {...bill} />
      </div>
    </li>
  )
}

function BillFile({ id, number }: PlatformInvoice) {
  const { t } = useTranslation('subscriptions')
  const { slug: organization } = useOrganization()
  const fetchFile = useMutation({
    mutationFn: async () => {
      const input = { params: { organization, id }, query: { language: currentLanguage() } }
      // an answer that is a file arrives as one
      return (await api.subscriptions.platformInvoices.document(input)) as unknown as Blob
    },
    onSuccess: (file) => download(`${number}.pdf`, file),
    onError: (error) => toast.problem(error),
  })
  return (
    <Button
      size="small"
      icon={<Download aria-hidden="true" className="size-4" />}
      aria-label={t('bills.fileOf', { number })}
      isPending={fetchFile.isPending}
      onPress={() => fetchFile.mutate()}
    >
      {t('bills.file')}
    </Button>
  )
}
