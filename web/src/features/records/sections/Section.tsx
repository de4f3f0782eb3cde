import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Plus } from 'lucide-react'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

type Props<Data> = {
  title: string
  /** What its button adds, in words that hold “Add”. */
  addLabel: string
  onAdd: () => void
  query: { data?: Data; error: unknown }
  /** What it says where nothing stands in it. */
  empty: { icon: ReactNode; title: string; text: string }
  isEmpty: (data: Data) => boolean
  /** Dialogs of it. */
  beside?: ReactNode
  children: (data: Data) => ReactNode
}

/** A section of the chart: what stands in it, or that it waits, failed or is empty; and how something is added. */
export function Section<Data>(props: Props<Data>) {
  const { title, addLabel, onAdd, query, empty, isEmpty, beside, children } = props
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { can } = useOrganization()
  const { data, error } = query
  const add = can('charts.write') && (
    <Button
      writes
      size="small"
      icon={<Plus aria-hidden="true" className="size-4" />}
      aria-label={addLabel}
      onPress={onAdd}
    >
      {t('add')}
    </Button>
  )
  return (
    <Card title={title} actions={add} isFlush>
      {error ? (
        <Banner tone="bad">{text(error)}</Banner>
      ) : data === undefined ? (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="row" lines={2} />
        </SkeletonRegion>
      ) : isEmpty(data) ? (
        <EmptyState size="small" headingLevel={3} {...empty} />
      ) : (
        children(data)
      )}
      {beside}
    </Card>
  )
}
