import { useState } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ArrowLeftRight } from 'lucide-react'
import type { PatientComparison } from '@polyclinic/contract/patients/duplicates/merges.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { fieldErrorsOf, problemOf, problemText } from '../../../kit/api/problem.ts'
import { sayWithUndo } from '../../../kit/notices/undo.ts'
import { AppLink, useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { fullName } from '../patients/naming.ts'
import { PageFault } from '../patients/PageFault.tsx'
import { PatientLine } from '../search/PatientLine.tsx'
import { useWords } from '../words.ts'
import { FieldChoices } from './FieldChoices.tsx'
import { usualChoice, type Choice } from './field-choice.ts'
import { MovedRows } from './MovedRows.tsx'
import { comparisonQuery } from './queries.ts'
import { useUndoMerge } from './use-undo-merge.ts'

/** Two records of one patient side by side, and the way to make them one. */
export function MergeRecords({ kept, merged }: { kept: string; merged: string }) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const { data, error, refetch } = useQuery(usePrefetched(comparisonQuery(slug, kept, merged)))
  if (data) return <Compared comparison={data} onAgain={() => void refetch()} />
  if (error) return <PageFault error={error} onRetry={() => void refetch()} />
  return (
    <SkeletonRegion label={t('kit:state.loading')}>
      <div className="mx-auto w-full max-w-5xl px-6 py-5">
        <Skeleton shape="row" lines={6} />
      </div>
    </SkeletonRegion>
  )
}

function Compared({ comparison, onAgain }: { comparison: PatientComparison; onAgain: () => void }) {
  const { t } = useTranslation('patients')
  const [kept, merged] = comparison.patients
  const words = useWords(kept.kind)
  const { slug: organization } = useOrganization()
  const go = useGo()
  const [choice, setChoice] = useState<Choice>(() => usualChoice(kept, merged))
  const merge = useMerge(comparison, choice)
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-6 py-5 max-sm:px-4">
      <PageHeader
        title={words('merge.title')}
        back={
          <AppLink href={paths.duplicates(organization)} className={linkClass}>
            {t('merge.duplicates')}
          </AppLink>
        }
        subtitle={words('merge.text')}
        actions={
          <Button
            icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
            onPress={() => go(paths.merge(organization, merged.id, kept.id), { replace: true })}
          >
            {t('merge.swap')}
          </Button>
        }
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Side title={t('merge.stays')} patient={kept} isKept />
        <Side title={t('merge.goes')} patient={merged} />
      </div>
      <FieldChoices kept={kept} merged={merged} choice={choice} onChange={setChoice} />
      <MovedRows moves={comparison.moves} kind={kept.kind} />
      {merge.error && <Refused error={merge.error} onAgain={onAgain} />}
      <div className="sticky bottom-0 flex flex-wrap items-center justify-end gap-3 border-t border-line bg-canvas py-3">
        <span className="me-auto text-13 text-muted max-sm:basis-full">{t('merge.undoHint')}</span>
        <Button onPress={() => go(paths.duplicates(organization))}>{t('kit:action.cancel')}</Button>
        <Button writes variant="primary" isPending={merge.isPending} onPress={() => merge.mutate()}>
          {t('merge.merge')}
        </Button>
      </div>
    </div>
  )
}

function useMerge({ patients: [kept, merged] }: PatientComparison, choice: Choice) {
  const { t } = useTranslation('patients')
  const { slug: organization } = useOrganization()
  const go = useGo()
  const client = useQueryClient()
  const once = useIntent()
  const undo = useUndoMerge()
  return useMutation({
    mutationFn: () =>
      once(api.patients.patientMerges.create, {
        params: { organization },
        body: {
          keptId: kept.id,
          mergedId: merged.id,
          keptVersion: kept.version,
          mergedVersion: merged.version,
          take: [...choice],
        },
      }),
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: q.patients.key() })
      go(paths.patient(organization, kept.id), { replace: true })
      sayWithUndo(t('merge.done', { name: fullName(merged) }), () => undo.mutateAsync(id), t('merge.undoHint'))
    },
  })
}

function Refused({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const { t } = useTranslation('patients')
  const issue = Object.values(fieldErrorsOf(error))[0]
  const again = (
    <Button size="small" onPress={onAgain}>
      {t('merge.lookAgain')}
    </Button>
  )
  return (
    <Banner tone="bad" isAnnounced action={problemOf(error).code === 'stale' && again}>
      {issue ?? problemText(error)}
    </Banner>
  )
}

function Side({
  title,
  patient,
  isKept,
}: {
  title: string
  patient: PatientComparison['patients'][number]
  isKept?: true
}) {
  return (
    <section
      aria-label={title}
      className={`min-w-0 rounded-lg border bg-surface px-4 py-3 ${isKept ? 'border-accent' : 'border-line'}`}
    >
      <h2 className="mb-2 text-13 font-semibold text-muted">{title}</h2>
      <PatientLine patient={patient} />
    </section>
  )
}
