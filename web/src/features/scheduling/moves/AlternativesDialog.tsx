import { useState } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { NotifyField } from '../notices/NotifyField.tsx'
import { kindOf } from '../appointments/appointment-words.ts'

export type Alternative = { startsAt: string; endsAt: string; practitionerId: string; roomId?: string }

type Props = {
  appointment: Appointment
  timeZone: string
  alternatives: readonly Alternative[]
  nameOf: (id: string | undefined) => string | undefined
  onChoose: (alternative: Alternative, notify: boolean) => void
  onOverbook: (reason: string, notify: boolean) => void
  onClose: () => void
}

export function AlternativesDialog({
  appointment,
  timeZone,
  alternatives,
  nameOf,
  onChoose,
  onOverbook,
  onClose,
}: Props) {
  const { t } = useTrade('scheduling', kindOf(appointment.patient))
  const format = useFormat()
  const { can } = useOrganization()
  const [reason, setReason] = useState('')
  const [notify, setNotify] = useState(true)
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t('move.takenTitle')}
      closeLabel={t('kit:action.close')}
      description={t('move.takenText', { name: appointment.patient.name })}
    >
      <ul className="flex flex-col gap-2">
        {alternatives.map((each) => (
          <li key={each.startsAt + each.practitionerId}>
            <Button className="w-full justify-between!" onPress={() => onChoose(each, notify)}>
              <span className="tabular-nums">{format.relativeTime(each.startsAt, timeZone)}</span>
              <span dir="auto" className="truncate font-normal text-muted">
                {nameOf(each.practitionerId)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <NotifyField patientId={appointment.patient.id} value={notify} onChange={setNotify} className="mt-2" />
      {can('appointments.overbook') && (
        <form
          className="mt-3 flex items-end gap-2 border-t border-line pt-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) onOverbook(reason.trim(), notify)
          }}
        >
          <TextField
            className="flex-1"
            label={t('book.overbookReason')}
            value={reason}
            onChange={setReason}
            maxLength={200}
          />
          <Button type="submit" disabledReason={reason.trim() ? undefined : t('book.reasonNeeded')}>
            {t('book.overbook')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}
