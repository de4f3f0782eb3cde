import type { ReactNode } from 'react'
import { Download, RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isUnderWay } from '@polyclinic/contract/works/work-states.ts'
import type { Work } from '@polyclinic/contract/works/works.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button, type ButtonProps } from '../../../ui/buttons/Button.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ProgressBar } from '../../../ui/signs/ProgressBar.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { keepFile } from './keep-file.ts'
import { useWork } from './use-work.ts'

type Props = {
  kind: string
  /** The address of the one that it is about; absent: about the account itself. */
  organization?: string
  /** Which one is meant, where a kind is asked for of several: absent, the newest; null, none yet. */
  id?: string | null
  /** What the button says that does. */
  startLabel: string
} & (
  | {
      /** Asks for it. */
      ask: () => Promise<Work>
      onStart?: undefined
    }
  | {
      /** Where something has to be said first: opens what asks for it. */
      onStart: () => void
      ask?: undefined
    }
)

/** Long work of one kind: asking for it, how far it is, stopping it, the file that it made, and why there is none. */
export function WorkPart({ kind, organization, id, ask, startLabel, onStart }: Props) {
  const { t } = useTranslation('works')
  const { work, isLoading, isError, start, stop, fetchFile } = useWork({ kind, organization, id, ask })
  const begin = onStart ?? (() => start.mutate())
  if (isLoading)
    return (
      <SkeletonRegion label={t('work.looking')}>
        <Skeleton width="12rem" />
      </SkeletonRegion>
    )
  if (isError && !work) return <Banner tone="bad">{t('work.lookFailed')}</Banner>
  if (work && isUnderWay(work.state)) return <UnderWay work={work} onStop={() => stop.mutate(work.id)} />
  const again = <StartAgain isFailed={work?.state === 'failed'} onPress={begin} isPending={start.isPending} />
  if (work?.state === 'failed')
    return (
      <Banner tone="bad" isAnnounced action={again}>
        {t(`work.failed.${work.error ?? 'unexpected'}`)}
      </Banner>
    )
  if (work?.state === 'done' && work.result && work.abilities.download.allowed)
    return (
      <Ready work={work} again={again}>
        <Button
          variant="primary"
          icon={<Download aria-hidden="true" className="size-4" />}
          onPress={() => fetchFile.mutate(work.id, { onSuccess: (file) => keepFile(work.result?.name ?? '', file) })}
          isPending={fetchFile.isPending}
        >
          {t('work.download')}
        </Button>
      </Ready>
    )
  return (
    <div className="flex flex-col items-start gap-3">
      {work?.state === 'cancelled' && (
        <p role="status" className="text-13 text-muted">
          {t('work.cancelled')}
        </p>
      )}
      <Button onPress={begin} isPending={start.isPending}>
        {startLabel}
      </Button>
    </div>
  )
}

function StartAgain({ isFailed, ...button }: Pick<ButtonProps, 'onPress' | 'isPending'> & { isFailed: boolean }) {
  const { t } = useTranslation('works')
  return (
    <Button icon={<RotateCcw aria-hidden="true" className="size-4" />} {...button}>
      {t(isFailed ? 'work.retry' : 'work.again')}
    </Button>
  )
}

function UnderWay({ work, onStop }: { work: Work; onStop: () => void }) {
  const { t } = useTranslation('works')
  const { done, total } = work.progress
  const label = work.isStopping ? 'work.stopping' : work.state === 'queued' ? 'work.waiting' : 'work.working'
  return (
    <div className="flex max-w-prose flex-col gap-3">
      <ProgressBar label={t(label)} share={total && work.state === 'running' ? done / total : undefined} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-13 text-muted">{t('work.leave')}</p>
        <Button size="small" onPress={onStop} isPending={work.isStopping}>
          {t('work.stop')}
        </Button>
      </div>
    </div>
  )
}

function Ready({ work, again, children }: { work: Work; again: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('works')
  const { number, list, longDate } = useFormat()
  const { result, expiresAt } = work
  const [amount, unit] = sizeIn(result?.size ?? 0)
  const size = number(amount, { style: 'unit', unit, maximumFractionDigits: 1 })
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        <p className="font-medium">{t('work.ready')}</p>
        <p className="text-13 text-muted">
          <bdi>{result?.name}</bdi>
          {` · ${size}`}
          {expiresAt && ` · ${t('work.until', { date: longDate(expiresAt) })}`}
        </p>
      </div>
      {result && result.missing.length > 0 && (
        <Banner tone="warn">{t('work.missing', { names: list(result.missing) })}</Banner>
      )}
      <div className="flex flex-wrap gap-3">
        {children}
        {again}
      </div>
    </div>
  )
}

const sizeIn = (bytes: number): [amount: number, unit: 'kilobyte' | 'megabyte'] =>
  bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
