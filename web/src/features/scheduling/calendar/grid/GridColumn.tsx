import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalText } from '../../../../kit/api/problem.ts'
import { cx } from '../../../../ui/class-names.ts'
import { standing, type Column, type Span } from '../board-model.ts'
import { AppointmentBlock } from './AppointmentBlock.tsx'
import type { AppointmentWords } from '../../appointments/appointment-words.ts'

type Props = {
  column: Column
  index: number
  label: string
  words: AppointmentWords
  pxPerMinute: number
  tabStop: string | undefined
  activeId: string | undefined
  canWrite: boolean
  /** A stronger line where the next day begins. */
  isFirstOfDay: boolean
}

export const GridColumn = memo(function GridColumn({
  column,
  index,
  label,
  words,
  pxPerMinute,
  tabStop,
  activeId,
  canWrite,
  isFirstOfDay,
}: Props) {
  const { t } = useTranslation('scheduling')
  return (
    <div
      role="group"
      aria-label={t('grid.column', { name: label, count: standing(column.appointments).length })}
      data-column={index}
      style={{ gridColumn: index + 2 }}
      className={cx(
        'relative row-start-1 min-w-0 border-s contain-layout contain-style',
        isFirstOfDay ? 'border-line-strong' : 'border-line',
        canWrite && 'cursor-cell',
      )}
    >
      <Shades spans={column.off} pxPerMinute={pxPerMinute} className="bg-sunken" />
      <Shades spans={column.closed} pxPerMinute={pxPerMinute} className="closed-hours bg-sunken" />
      <HourLines pxPerMinute={pxPerMinute} />
      <Shades spans={column.gaps} pxPerMinute={pxPerMinute} className="z-[1] bg-canvas" />
      {column.kept.map((kept) => (
        <div
          key={`${kept.side} ${kept.from}`}
          title={refusalText({ code: 'slot-taken', data: { reason: 'buffer', ...kept } })}
          className="kept-free absolute inset-x-0 cursor-not-allowed"
          style={boxOf(kept, pxPerMinute)}
        />
      ))}
      {column.away.map((span) => (
        <div
          key={span.from}
          className="pointer-events-none absolute inset-x-0 overflow-hidden border-y border-line-strong bg-sunken px-2 py-1 text-12 text-muted"
          style={boxOf(span, pxPerMinute)}
        >
          {span.clinic ? t('grid.elsewhere', { clinic: span.clinic }) : t('grid.away')}
        </div>
      ))}
      {column.appointments.map((placed) => (
        <AppointmentBlock
          key={placed.appointment.id}
          placed={placed}
          words={words}
          pxPerMinute={pxPerMinute}
          isTabStop={placed.appointment.id === tabStop}
          isActive={placed.appointment.id === activeId}
          canMove={canWrite}
        />
      ))}
    </div>
  )
})

const boxOf = (span: Span, pxPerMinute: number) => ({
  top: span.from * pxPerMinute,
  height: (span.to - span.from) * pxPerMinute,
})

function Shades({ spans, pxPerMinute, className }: { spans: readonly Span[]; pxPerMinute: number; className: string }) {
  return spans.map((span) => (
    <div
      key={span.from}
      className={cx('pointer-events-none absolute inset-x-0', className)}
      style={boxOf(span, pxPerMinute)}
    />
  ))
}

function HourLines({ pxPerMinute }: { pxPerMinute: number }) {
  return (
    <div
      className="pointer-events-none absolute inset-0"
      style={{
        backgroundImage:
          'linear-gradient(to bottom, var(--line) 1px, transparent 1px), linear-gradient(to bottom, color-mix(in oklab, var(--line) 45%, transparent) 1px, transparent 1px)',
        backgroundSize: `100% ${60 * pxPerMinute}px, 100% ${30 * pxPerMinute}px`,
      }}
    />
  )
}
