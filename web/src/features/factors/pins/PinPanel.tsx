import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Grip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { factorsQuery, useFactorChange, useRefreshFactors } from '../factors/queries.ts'
import { PinField } from './PinField.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'

export function PinPanel() {
  const { t } = useTranslation('factors')
  const { hasPin } = useSuspenseQuery(usePrefetched(factorsQuery())).data
  const [isOpen, setOpen] = useState(false)
  const remove = useFactorChange(() => api.factors.pins.remove({}), t('pin.removed'))
  return (
    <Section title={t('pin.title')} description={t('pin.text')}>
      <Rows>
        <Row
          icon={<Grip aria-hidden="true" />}
          title={t('field.pin')}
          badges={hasPin && <Badge tone="good">{t('factor.on')}</Badge>}
          text={t(hasPin ? 'pin.isSet' : 'pin.isNone')}
        >
          <Button size="small" onPress={() => setOpen(true)}>
            {t(hasPin ? 'pin.change' : 'pin.set')}
          </Button>
          {hasPin && (
            <Button size="small" onPress={() => remove.mutate()} isPending={remove.isPending}>
              {t('kit:action.remove')}
            </Button>
          )}
        </Row>
      </Rows>
      {isOpen && <PinDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}

function PinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('factors')
  const refresh = useRefreshFactors()
  const form = useFormState(
    { pin: '', again: '' },
    {
      required: ['pin', 'again'],
      check: ({ pin, again }) => ({
        ...(pin.length < 4 && { pin: t('pin.short') }),
        ...(again !== pin && { again: t('pin.differs') }),
      }),
    },
  )
  const save = async ({ pin }: typeof form.values) => {
    await api.factors.pins.set({ body: { pin } })
    await refresh()
    toast.good(t('pin.done'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      isPersistent={false}
      size="small"
      title={t('pin.title')}
    >
      <PinField {...form.field('pin')} label={t('field.pin')} description={t('pin.rule')} autoFocus />
      <PinField {...form.field('again')} label={t('pin.again')} />
    </FormDialog>
  )
}
