import { CalendarPlus, CalendarX, DoorClosed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import type { Resource } from './board-model.ts'

export function BoardSkeleton() {
  const { t } = useTranslation('scheduling')
  return (
    <SkeletonRegion label={t('kit:state.loading')} className="h-full overflow-hidden bg-surface">
      <div className="grid h-full grid-cols-[76px_repeat(5,minmax(0,1fr))] grid-rows-[56px_1fr] max-sm:grid-cols-[76px_1fr]">
        <span className="border-b border-line-strong" />
        {columnIndexes.map((column) => (
          <span
            key={column}
            className={`flex items-center gap-3 border-s border-b border-line border-b-line-strong px-3 ${column > 0 ? 'max-sm:hidden' : ''}`}
          >
            <Skeleton shape="circle" width={32} height={32} />
            <Skeleton width={96} />
          </span>
        ))}
        <span />
        {columnIndexes.map((column) => (
          <span
            key={column}
            className={`flex flex-col gap-2 border-s border-line px-1 ${column > 0 ? 'max-sm:hidden' : ''}`}
          >
            {blocks
              .map((height, index) => <Skeleton key={index} shape="block" className="opacity-60" height={height} />)
              .slice(column % 3)}
          </span>
        ))}
      </div>
    </SkeletonRegion>
  )
}

const columnIndexes = [0, 1, 2, 3, 4]
const blocks = [44, 90, 44, 68, 44, 136, 44]

export function BoardEmpty({ by, onPractitioners }: { by: Resource['kind']; onPractitioners: () => void }) {
  const { t } = useTranslation('scheduling')
  const { slug, can } = useOrganization()
  const canManage = can('schedule.manage')
  if (by === 'room') {
    return (
      <EmptyState
        icon={<DoorClosed aria-hidden="true" />}
        title={t('empty.rooms')}
        text={t('empty.roomsText')}
        action={
          canManage ? (
            <ButtonLink variant="primary" href={paths.settings.rooms(slug)}>
              {t('empty.addRoom')}
            </ButtonLink>
          ) : (
            <Button onPress={onPractitioners}>{t('empty.showPractitioners')}</Button>
          )
        }
      />
    )
  }
  return (
    <EmptyState
      icon={<CalendarPlus aria-hidden="true" />}
      title={t('empty.practitioners')}
      text={t(canManage ? 'empty.practitionersText' : 'empty.practitionersAsk')}
      action={
        canManage && (
          <ButtonLink variant="primary" href={paths.settings.practitioners(slug)}>
            {t('empty.addPractitioner')}
          </ButtonLink>
        )
      }
    />
  )
}

export function BoardError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('scheduling')
  const problemText = useProblemText()
  return (
    <EmptyState
      icon={<CalendarX aria-hidden="true" />}
      title={t('kit:error.title')}
      text={problemText(error)}
      action={<Button onPress={onRetry}>{t('kit:action.retry')}</Button>}
    />
  )
}
