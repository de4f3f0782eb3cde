import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, useFormat } from '../../../kit/texts/format.ts'
import { problemData, problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { Alternative } from '../moves/AlternativesDialog.tsx'
import type { Extra } from './use-book-appointment.ts'

type Props = {
  problem: unknown
  text: string | undefined
  timeZone: string
  /** The day that was asked for: alternatives on another one say which. */
  date: string
  isPending: boolean
  nameOf: (id: string) => string | undefined
  onChoose: (alternative: Alternative) => void
  onAnyway: (extra: Extra) => void
}

export function BookingProblem({ problem, text, timeZone, date, isPending, nameOf, onChoose, onAnyway }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { can } = useOrganization()
  if (!problem || !text) return null
  const { code } = problemOf(problem)
  // Said beside the time already.
  if (code === 'not-available' || code === 'in-the-past') return null
  if (code === 'outside-hours') {
    return (
      <Banner tone="warn" isAnnounced title={t('book.outsideTitle')}>
        <p>{t(can('appointments.outside-hours') ? 'book.outsideText' : 'book.outsideAsk', { reason: text })}</p>
        {can('appointments.outside-hours') && (
          <Button className="mt-3" size="small" isPending={isPending} onPress={() => onAnyway({ outsideHours: true })}>
            {t('move.outsideConfirm')}
          </Button>
        )}
      </Banner>
    )
  }
  if (code !== 'slot-taken') {
    return (
      <Banner tone="bad" isAnnounced>
        {text}
      </Banner>
    )
  }
  const alternatives = problemData(problem, 'slot-taken')?.alternatives ?? []
  return (
    <Banner tone="bad" isAnnounced title={text}>
      {alternatives.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-2">
          {alternatives.map((each) => (
            <Button key={each.startsAt + each.practitionerId} size="small" onPress={() => onChoose(each)}>
              {dayOf(each.startsAt, timeZone) === date
                ? format.time(each.startsAt, timeZone)
                : format.weekdayTime(each.startsAt, timeZone)}
              <span className="font-normal text-muted">{nameOf(each.practitionerId)}</span>
            </Button>
          ))}
        </div>
      )}
      {can('appointments.overbook') && (
        <Overbook isPending={isPending} onReason={(reason) => onAnyway({ overbook: { reason }, outsideHours: true })} />
      )}
    </Banner>
  )
}

function Overbook({ isPending, onReason }: { isPending: boolean; onReason: (reason: string) => void }) {
  const { t } = useTranslation('scheduling')
  const [reason, setReason] = useState('')
  return (
    <div className="mt-3 flex flex-col gap-2">
      <TextField label={t('book.overbookReason')} value={reason} onChange={setReason} maxLength={200} />
      <Button
        size="small"
        className="self-start"
        isPending={isPending}
        disabledReason={reason.trim() ? undefined : t('book.reasonNeeded')}
        onPress={() => onReason(reason.trim())}
      >
        {t('book.overbook')}
      </Button>
    </div>
  )
}
