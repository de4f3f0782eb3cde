import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { recipients, type Recipient } from '@polyclinic/contract/rights/copy-words.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { WorkPart } from '../../works/public.ts'

/** Everything about one patient as a file: asked for, on its way, ready for a week; found again whenever the page is opened. */
export function CopyCard({ patientId }: { patientId: string }) {
  const { t } = useTranslation('rights')
  const { can, slug: organization } = useOrganization()
  const [isAsking, setAsking] = useState(false)
  const may = can('charts.export') && can('charts.read')
  const input = { params: { organization, id: patientId } }
  const newest = useQuery({ ...q.rights.copies.newest.queryOptions({ input }), enabled: may })
  if (!may) return null
  return (
    <Card title={t('copy.title')}>
      <div className="flex flex-col gap-4">
        <p className="max-w-prose text-muted">{t('copy.text')}</p>
        {newest.isError ? (
          <Banner tone="bad">{t('copy.lookFailed')}</Banner>
        ) : (
          <WorkPart
            kind="rights.patient-copy"
            organization={organization}
            id={newest.data?.copy?.id ?? null}
            startLabel={t('copy.start')}
            onStart={() => setAsking(true)}
          />
        )}
      </div>
      {isAsking && <CopyDialog patientId={patientId} onClose={() => setAsking(false)} />}
    </Card>
  )
}

/** To whom it is given, and why: that is recorded first. */
function CopyDialog({ patientId, onClose }: { patientId: string; onClose: () => void }) {
  const { t } = useTrade('rights')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const form = useFormState({ recipient: 'person' as Recipient, reason: '' })
  const ask = async ({ recipient, reason }: typeof form.values) => {
    const body = { recipient, ...(reason.trim() && { reason }) }
    const params = { organization, id: patientId }
    const copy = await once(api.rights.copies.create, { params, body })
    client.setQueryData(q.rights.copies.newest.queryKey({ input: { params } }), { copy })
    await client.invalidateQueries({ queryKey: q.works.organizationWorks.key() })
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(ask)}
      onClose={onClose}
      title={t('copy.title')}
      description={t('copy.dialog')}
      action={t('copy.start')}
    >
      <RadioGroup
        {...form.field('recipient')}
        label={t('copy.recipient')}
        options={recipients.map((value) => ({ value, label: t(`copy.to.${value}`) }))}
      />
      <TextArea {...form.field('reason')} label={t('copy.reason')} maxLength={500} />
    </FormDialog>
  )
}
