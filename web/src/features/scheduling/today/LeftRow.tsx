import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useAppointmentActions } from '../appointments/use-appointment-actions.ts'
import { asLeft } from '../appointments/use-appointment-store.ts'
import { waysBack } from '../appointments/appointment-abilities.ts'
import { StateSign } from '../appointments/appointment-state.tsx'

type Props = {
  appointment: Appointment
  now: number
  actions: ReturnType<typeof useAppointmentActions>
  /** Nothing is known of it any more, so nothing can be done either. */
  isGone: boolean
}

/** The second half of a double press is not a wish to undo the first. */
const doublePress = 1000

/** What has become of an appointment that leaves this list, and the way back. */
export function LeftRow({ appointment, now, actions, isGone }: Props) {
  const { t } = useTranslation('scheduling')
  const button = useRef<HTMLButtonElement>(null)
  const shownAt = useRef(0)
  const begin = useEffectEvent(() => {
    shownAt.current = Date.now()
    // the button that was pressed is no longer there
    if (actions.acted === appointment.id && document.activeElement === document.body) button.current?.focus()
  })
  useEffect(() => begin(), [])
  const [back] = waysBack(appointment, now)
  if (isGone) return <span className="text-13 text-muted">{t('today.gone')}</span>
  return (
    <span className="flex items-center gap-2 text-13 text-muted">
      {back && (
        <Button
          writes
          ref={button}
          size="small"
          variant="quiet"
          isPending={actions.pending === appointment.id}
          aria-label={t('today.undoFor', { name: appointment.patient.name })}
          onPress={() => {
            if (Date.now() - shownAt.current > doublePress) actions.correct(asLeft(appointment), back)
          }}
        >
          {t('kit:action.undo')}
        </Button>
      )}
      <StateSign state={appointment.state} />
    </span>
  )
}
