import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { api } from '../../../kit/api/api.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { sayWithUndo } from '../../../kit/notices/undo.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { asLeft, useAppointmentStore } from './use-appointment-store.ts'

/** What the desk should know about this appointment; kept with it, never clinical. */
export function AppointmentNote({ appointment, canWrite }: { appointment: Appointment; canWrite: boolean }) {
  const { t } = useTranslation('scheduling')
  const { storeOwn, refresh, request } = useAppointmentStore()
  const [text, setText] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const note = appointment.note ?? ''
  const isChanged = text !== undefined && text.trim() !== note
  if (!canWrite || !appointment.abilities.move.allowed) {
    return note ? (
      <div>
        <div className="text-13 font-semibold">{t('book.note')}</div>
        <p dir="auto" className="mt-1 whitespace-pre-wrap">
          {note}
        </p>
      </div>
    ) : null
  }
  const write = async (from: Appointment, words: string | null) => {
    const { params, headers } = request(from)
    const body = { note: words, notify: false }
    const answer = await api.scheduling.appointments.move({
      params,
      headers: { 'if-match': headers['if-match'] },
      body,
    })
    storeOwn(answer)
    return answer
  }
  const refuse = (error: unknown) => {
    toast.problem(error)
    void refresh()
  }
  const save = async () => {
    setSaving(true)
    try {
      const answer = await write(appointment, text?.trim() || null)
      setText(undefined)
      sayWithUndo(t('note.said', { name: appointment.patient.name }), () =>
        write(asLeft(answer), appointment.note ?? null).then(() => toast.good(t('note.undone')), refuse),
      )
    } catch (error) {
      refuse(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <div className="flex flex-col gap-2">
      <TextArea label={t('book.note')} rows={2} maxLength={500} value={text ?? note} onChange={setText} />
      {isChanged && (
        <div className="flex justify-end gap-2">
          <Button size="small" onPress={() => setText(undefined)}>
            {t('kit:action.cancel')}
          </Button>
          <Button writes size="small" variant="primary" isPending={isSaving} onPress={() => void save()}>
            {t('kit:action.save')}
          </Button>
        </div>
      )}
    </div>
  )
}
