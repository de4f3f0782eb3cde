import { useTrade } from '../../../kit/session/trade.ts'
import { useState } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { NotifyField } from '../notices/NotifyField.tsx'
import type { CancelReason } from './use-appointment-actions.ts'
import { kindOf } from './appointment-words.ts'

type Props = {
  appointment: Appointment
  when: string
  onClose: () => void
  onCancel: (reason: CancelReason, notify: boolean) => void
}

const reasons = ['client', 'clinic', 'late', 'other'] as const satisfies CancelReason[]

export function CancelAppointmentDialog({ appointment, when, onClose, onCancel }: Props) {
  const { t } = useTrade('scheduling', kindOf(appointment.patient))
  const [reason, setReason] = useState<CancelReason | null>(null)
  const [notify, setNotify] = useState(true)
  return (
    <Dialog
      isOpen
      size="small"
      title={t('cancel.title')}
      description={t('cancel.text', { name: appointment.patient.name, when })}
      closeLabel={t('kit:action.close')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel.keep')}</Button>
          <Button
            variant="danger"
            disabledReason={reason ? undefined : t('cancel.reasonNeeded')}
            onPress={() => reason && onCancel(reason, notify)}
          >
            {t('cancel.do')}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t('cancel.why')}
        value={reason}
        onChange={setReason}
        options={reasons.map((value) => ({ value, label: t(`cancel.reason.${value}`) }))}
      />
      <NotifyField
        patientId={appointment.patient.id}
        value={notify}
        onChange={setNotify}
        className="mt-2 border-t border-line pt-2"
      />
    </Dialog>
  )
}
