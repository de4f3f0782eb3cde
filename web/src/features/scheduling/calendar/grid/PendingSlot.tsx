import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { standing } from '../board-model.ts'
import type { Surface } from './grid-surface.ts'
import { lengthToDraw } from '../../bookings/pending-appointment.ts'
import { placeOf } from '../../times/time-scale.ts'

export type Pending = { at: number; resourceId: string | undefined; minutes?: number; name?: string }

export function PendingSlot({
  surface: { axis, columns, pxPerMinute },
  pending,
}: {
  surface: Surface
  pending: Pending
}) {
  const { t } = useTranslation('scheduling')
  const index = columns.findIndex(
    ({ day, resource }) =>
      resource.id === pending.resourceId && pending.at >= day.start && pending.at < day.start + day.minutes * 60_000,
  )
  const column = columns[index]
  if (!column) return null
  const starts = standing(column.appointments).map(({ place }) => place.start)
  const minutes = lengthToDraw(pending.at, pending.minutes, starts)
  return (
    <div
      aria-hidden="true"
      data-pending=""
      className="pointer-events-none z-[6] mx-[3px] flex items-start gap-1 self-start overflow-hidden rounded-[6px] border-2 border-dashed border-accent-ink bg-accent-soft px-1.5 py-0.5 text-12 font-semibold text-accent-ink"
      style={{
        gridColumn: index + 2,
        gridRow: 1,
        marginTop: placeOf(axis, column.day, pending.at) * pxPerMinute + 1,
        height: minutes * pxPerMinute - 2,
      }}
    >
      <Plus className="mt-0.5 size-3 shrink-0" />
      <span dir="auto" className="truncate">
        {pending.name ?? t('grid.pending')}
      </span>
    </div>
  )
}
