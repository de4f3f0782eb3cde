import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../../kit/api/problem.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

export type Archivable = { archivedAt?: string }

type Props<T extends Archivable> = {
  items: readonly T[] | undefined
  error: unknown
  title: string
  children: (items: T[], isArchive: boolean) => ReactNode
}

export function SettingsCard<T extends Archivable>({ items, error, title, children }: Props<T>) {
  const { t } = useTranslation('scheduling')
  const problemText = useProblemText()
  const [shown, setShown] = useState<'active' | 'archive'>('active')
  const hasArchive = items?.some(({ archivedAt }) => archivedAt) ?? false
  const isArchive = shown === 'archive' && hasArchive
  return (
    <Card
      isFlush
      title={title}
      actions={
        hasArchive && (
          <SegmentedControl
            label={t('settings.show')}
            value={isArchive ? 'archive' : 'active'}
            onChange={setShown}
            segments={[
              { value: 'active', label: t('settings.active') },
              { value: 'archive', label: t('settings.archive') },
            ]}
          />
        )
      }
    >
      {items ? (
        children(
          items.filter(({ archivedAt }) => Boolean(archivedAt) === isArchive),
          isArchive,
        )
      ) : error ? (
        <Banner tone="bad" className="m-4">
          {problemText(error)}
        </Banner>
      ) : (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="row" lines={6} />
        </SkeletonRegion>
      )}
    </Card>
  )
}
