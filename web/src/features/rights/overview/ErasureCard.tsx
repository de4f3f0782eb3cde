import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ErasureCheck } from '@polyclinic/contract/rights/erasures.ts'
import type { RightsOverview } from '@polyclinic/contract/rights/overviews.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { erasureCheckQuery } from './queries.ts'
import { useRefusal, useRightsRefresh } from './use-rights.ts'

type Props = { patientId: string; name: string; overview: RightsOverview }

/** The end of a record: what would go, what has to stay until when, and the step itself. */
export function ErasureCard({ patientId, name, overview }: Props) {
  const { t } = useTranslation('rights')
  const { can } = useOrganization()
  const refusal = useRefusal(overview)
  const [isOpen, setOpen] = useState(false)
  if (!can('patients.erase')) return null
  return (
    <Card
      title={t('erasure.title')}
      actions={
        <Button size="small" variant="danger" disabledReason={refusal('erase')} onPress={() => setOpen(true)}>
          {t('erasure.action')}
        </Button>
      }
    >
      <p className="text-muted">{t('erasure.text')}</p>
      {isOpen && <ErasureDialog patientId={patientId} name={name} onClose={() => setOpen(false)} />}
    </Card>
  )
}

type DialogProps = { patientId: string; name: string; onClose: () => void }

function ErasureDialog({ patientId, name, onClose }: DialogProps) {
  const { t } = useTranslation('rights')
  const { slug: organization } = useOrganization()
  const refresh = useRightsRefresh()
  const once = useIntent()
  const go = useGo()
  const { data: check, error } = useQuery(erasureCheckQuery(organization, patientId))
  const isStopped = check === undefined || check.obstacles.length > 0
  const form = useFormState(
    { name: '' },
    {
      required: ['name'],
      check: (values): Record<string, string> => (values.name.trim() === name ? {} : { name: t('erasure.wrongName') }),
    },
  )
  const erase = async () => {
    if (isStopped) return
    await once(api.rights.erasures.create, { params: { organization, id: patientId } })
    toast.good(t('erasure.done'))
    go(paths.patients(organization))
    await refresh()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(erase)}
      onClose={onClose}
      title={t('erasure.ask', { name })}
      description={t('erasure.askText')}
      action={t('erasure.action')}
      isDangerous
      goesOn
    >
      <Checked check={check} error={error} />
      <TextField {...form.field('name')} label={t('erasure.name', { name })} dir="auto" autoComplete="off" />
    </FormDialog>
  )
}

function Checked({ check, error }: { check: ErasureCheck | undefined; error: unknown }) {
  const { t } = useTranslation('rights')
  const { t: words } = useTrade('rights')
  const { date, number } = useFormat()
  const problem = useProblemText()
  if (error) return <Banner tone="bad">{problem(error)}</Banner>
  if (!check)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={2} />
      </SkeletonRegion>
    )
  return (
    <>
      {check.obstacles.map((obstacle) => (
        <Banner key={obstacle} tone="warn">
          {words(`erasure.obstacle.${obstacle}`)}
        </Banner>
      ))}
      <ul className="flex flex-col gap-1">
        {check.classes.map(({ class: kind, rows, keptUntil }) => (
          <li key={kind} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {t(`erasure.class.${kind}`)} ({number(rows)})
            </span>
            <span className="text-muted">
              {keptUntil ? t('erasure.kept', { date: date(keptUntil.slice(0, 10)) }) : t('erasure.goes')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
