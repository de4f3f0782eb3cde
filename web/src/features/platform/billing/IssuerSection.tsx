import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Facts, Section } from '../../../ui/layout/Card.tsx'
import { useOperator } from '../operators/use-operator.ts'
import { IssuerDialog } from './IssuerDialog.tsx'

/** Who bills, as it stands on every bill from now on. */
export function IssuerSection() {
  const { t } = useTranslation('platform')
  const { number } = useFormat()
  const { mayChange } = useOperator()
  const [isChanging, setChanging] = useState(false)
  const { data: issuer } = useSuspenseQuery(
    usePrefetched(q.platform.platformBilling.issuer.queryOptions({ input: {} })),
  )
  const lines = [issuer.name, ...issuer.lines.split('\n'), issuer.taxNumber].filter(Boolean)
  return (
    <Section
      title={t('issuer.title')}
      description={t('issuer.text')}
      actions={
        mayChange && (
          <Button size="small" onPress={() => setChanging(true)}>
            {t('issuer.change')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('issuer.who'), value: <span className="whitespace-pre-line">{lines.join('\n')}</span> },
          {
            label: t('issuer.tax'),
            value: number(issuer.taxRate / 1000, { style: 'percent', maximumFractionDigits: 1 }),
          },
          {
            label: t('issuer.details'),
            value: <span className="whitespace-pre-line">{issuer.paymentDetails || t('issuer.noDetails')}</span>,
          },
          { label: t('issuer.prefix'), value: issuer.prefix },
        ]}
      />
      {isChanging && <IssuerDialog {...issuer} onClose={() => setChanging(false)} />}
    </Section>
  )
}
