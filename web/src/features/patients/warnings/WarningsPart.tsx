import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../../kit/api/problem.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

type Props = {
  title: string
  query: { isPending: boolean; error: unknown; refetch: () => unknown }
  actions: ReactNode
  /** There is nothing to say on paper. */
  isEmpty?: boolean
  children: ReactNode
}

/** A part of the card, with a list of its own: the other one stands even where this one could not be read. */
export function WarningsPart({ title, query, actions, isEmpty, children }: Props) {
  const { t } = useTranslation('patients')
  return (
    <div data-print={isEmpty ? 'hide' : undefined} className="flex flex-col gap-2">
      <div className="flex min-h-8 flex-wrap items-center gap-2">
        <h3 className="me-auto text-13 font-semibold">{title}</h3>
        {actions}
      </div>
      {query.isPending && (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton lines={2} />
        </SkeletonRegion>
      )}
      {query.error ? (
        <div className="flex flex-col items-start gap-2">
          <p className="text-muted">{problemText(query.error)}</p>
          <Button size="small" onPress={() => void query.refetch()}>
            {t('kit:action.retry')}
          </Button>
        </div>
      ) : (
        children
      )}
    </div>
  )
}
