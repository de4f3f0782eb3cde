import type { ReactNode } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PatientImport } from '@polyclinic/contract/imports/imports.ts'
import type { Work } from '@polyclinic/contract/works/works.ts'
import { isUnderWay } from '@polyclinic/contract/works/work-states.ts'
import { api } from '../../../kit/api/api.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ProgressBar } from '../../../ui/signs/ProgressBar.tsx'
import type { Acts } from './ImportSteps.tsx'
import { workQuery } from './queries.ts'
import type { Step } from './use-import.ts'

const asked: Partial<Record<PatientImport['state'], Step>> = { checking: 'check', running: 'run', undoing: 'undo' }

type Props = { found: PatientImport; acts: Acts; children: ReactNode }

/** How far an import is while something goes on with it, whoever asked for that; what comes of it, once it is over. */
export function ImportProgress({ found, acts, children }: Props) {
  const step = asked[found.state]
  if (!step) return children
  return <Going found={found} step={step} acts={acts} />
}

function Going({ found: { workId, underWay }, step, acts }: { found: PatientImport; step: Step; acts: Acts }) {
  const { t } = useTranslation('imports')
  const { slug: organization } = useOrganization()
  const { data: own } = useQuery({ ...workQuery(organization, workId ?? ''), enabled: workId !== undefined })
  if (!underWay) return <Halted step={step} acts={acts} isFailed={own?.state === 'failed'} />
  const { done, total } = underWay
  const isOwn = own !== undefined && isUnderWay(own.state)
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <ProgressBar label={t(`doing.${step}`)} share={total ? done / total : undefined} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-13 text-muted">{t('leave')}</p>
        {isOwn && <Stop work={own} />}
      </div>
    </div>
  )
}

function Stop({ work: { id, isStopping } }: { work: Work }) {
  const { t } = useTranslation('imports')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const stop = useMutation({
    mutationFn: () => api.works.organizationWorks.cancel({ params: { organization, id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: workQuery(organization, id).queryKey }),
    onError: (error) => toast.problem(error),
  })
  return (
    <Button size="small" onPress={() => stop.mutate()} isPending={stop.isPending || isStopping}>
      {t('stop')}
    </Button>
  )
}

/** It was stopped, or failed: it goes on where it was. */
function Halted({ step, acts, isFailed }: { step: Step; acts: Acts; isFailed?: boolean }) {
  const { t } = useTranslation('imports')
  return (
    <Banner
      tone={isFailed ? 'bad' : 'info'}
      isAnnounced
      title={t(`halted.${step}`)}
      action={
        <div className="flex flex-wrap gap-2">
          {step === 'run' && (
            <Button writes size="small" onPress={() => acts.step.mutate('undo')} isPending={acts.step.isPending}>
              {t('undo')}
            </Button>
          )}
          <Button
            writes
            size="small"
            variant="primary"
            onPress={() => acts.step.mutate(step)}
            isPending={acts.step.isPending}
          >
            {t('goOn')}
          </Button>
        </div>
      }
    >
      {t('haltedText')}
    </Banner>
  )
}
