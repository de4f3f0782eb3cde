import { memo } from 'react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/format.ts'
import { hueClass } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/class-names.ts'
import { hueOf, type Column, type PlacedVisit } from './board-model.ts'
import { columnLabel } from './GridHead.tsx'
import { Name } from './Name.tsx'
import { stateIcons } from './visit-state.tsx'
import { rangeText, shortTimeText } from './time-text.ts'
import { blockLook } from './VisitBlock.tsx'
import { isFree } from './WeekRows.tsx'

type Props = {
  column: Column
  index: number
  tabStop: string | undefined
  activeId: string | undefined
  canWrite: boolean
  isToday: boolean
}

/** One practitioner's or room's day as lines, in the order of time. A press beside them books on that day. */
export const WeekCell = memo(function WeekCell({ column, index, tabStop, activeId, canWrite, isToday }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const isOff = isFree(column)
  return (
    <div
      role="group"
      aria-label={t('grid.column', { name: columnLabel(column, true, format.longDate), count: column.visits.length })}
      data-column={index}
      className={cx(
        'group/cell flex min-w-0 flex-col gap-0.5 border-s border-line p-1 data-over:bg-accent-soft data-over:outline-2 data-over:-outline-offset-2 data-over:outline-accent',
        isOff ? 'closed-hours bg-sunken' : isToday && 'bg-accent-soft/40',
        canWrite && 'cursor-cell',
      )}
    >
      {column.away.length > 0 && (
        <div className="rounded-[6px] border border-line-strong bg-sunken px-1.5 text-12 text-muted">{t('grid.away')}</div>
      )}
      {column.visits.map((placed) => (
        <VisitLine
          key={placed.visit.id}
          placed={placed}
          timeZone={column.day.timeZone}
          isTabStop={placed.visit.id === tabStop}
          isActive={placed.visit.id === activeId}
          canMove={canWrite}
        />
      ))}
      {canWrite && !isOff && (
        <span
          aria-hidden="true"
          className="flex h-5 items-center justify-center rounded-[6px] text-accent-ink opacity-0 group-hover/cell:opacity-100"
        >
          <Plus className="size-3.5" />
        </span>
      )}
    </div>
  )
})

type LineProps = { placed: PlacedVisit; timeZone: string; isTabStop: boolean; isActive: boolean; canMove: boolean }

const VisitLine = memo(function VisitLine({ placed, timeZone, isTabStop, isActive, canMove }: LineProps) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { visit, place } = placed
  const Icon = stateIcons[visit.state]
  const range = rangeText(format, place.startsAt, place.endsAt, timeZone)
  const label = [visit.patient.name, visit.service.name, range, t(`state.${visit.state}`), visit.isOverbooked && t('visit.overbooked')]
  return (
    <button
      type="button"
      data-visit={visit.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-current={isActive || undefined}
      className={cx(
        hueClass(hueOf(visit.service.hue)),
        blockLook(visit),
        'relative! h-[22px] shrink-0 flex-row! items-center! gap-1 text-12',
        canMove && visit.abilities.move.allowed ? 'cursor-grab' : 'cursor-default',
      )}
    >
      <span className="sr-only">{label.filter(Boolean).join(', ')}</span>
      <span aria-hidden="true" className="contents">
        <span className="w-[34px] shrink-0 tabular-nums">{shortTimeText(format, place.startsAt, timeZone)}</span>
        <Name className="me-auto font-semibold">{visit.patient.name}</Name>
        <Icon className="size-3 shrink-0" />
      </span>
    </button>
  )
})
