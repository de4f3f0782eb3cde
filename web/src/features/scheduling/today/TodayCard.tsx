import { useState, type ReactNode } from 'react'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { TodayRow } from './TodayRow.tsx'
import type { TodayAppointment } from './use-still-lists.ts'
import type { useAppointmentActions } from '../appointments/use-appointment-actions.ts'

type Props = {
  id: 'waiting' | 'treated' | 'next' | 'unconfirmed' | 'done'
  title?: string
  rows: readonly TodayAppointment[]
  /** How many there are, where not all are shown. */
  count?: number
  calendar: Calendar
  now: number
  timeZone: string
  canWrite: boolean
  actions: ReturnType<typeof useAppointmentActions>
  activeId: string | undefined
  onOpen: (id: string) => void
  /** What stands there when nobody does; without it the card is left out by its caller. */
  empty?: string
  footer?: ReactNode
  isFolded?: boolean
}

export function TodayCard({
  id,
  title,
  rows,
  count = rows.filter(({ left }) => !left).length,
  empty,
  footer,
  isFolded,
  calendar,
  actions,
  ...row
}: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const [isOpen, setOpen] = useState(!isFolded)
  const nameOf = (practitionerId: string) => calendar.practitioners.find((each) => each.id === practitionerId)
  const roomOf = (roomId: string | undefined) => calendar.rooms.find((each) => each.id === roomId)?.name
  return (
    <div id={`desk-${id}`} className="scroll-mt-4">
      <Card
        isFlush
        title={
          <>
            {title ?? t(`today.${id}`)}{' '}
            <span className="ms-1 font-normal text-muted tabular-nums">{format.number(count)}</span>
          </>
        }
        actions={
          isFolded && (
            <IconButton
              size="small"
              label={t(isOpen ? 'today.fold' : 'today.unfold')}
              aria-expanded={isOpen}
              icon={<ChevronDown aria-hidden="true" className={isOpen ? 'size-4 rotate-180' : 'size-4'} />}
              onPress={() => setOpen(!isOpen)}
            />
          )
        }
      >
        {isOpen &&
          (rows.length === 0 ? (
            <p className="px-4 py-5 text-muted">{empty}</p>
          ) : (
            <ul className="@container divide-y divide-line">
              {rows.map(({ appointment, left }) => (
                <TodayRow
                  key={appointment.id}
                  {...row}
                  appointment={appointment}
                  left={left}
                  practitioner={nameOf(appointment.practitionerId)}
                  room={roomOf(appointment.roomId)}
                  actions={actions}
                />
              ))}
            </ul>
          ))}
        {isOpen && footer && <div className="border-t border-line px-2 py-1.5">{footer}</div>}
      </Card>
    </div>
  )
}
