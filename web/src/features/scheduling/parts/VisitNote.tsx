import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { api, ifMatch } from '../../../kit/api.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { toast } from '../../../kit/toast.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { useVisitStore } from './use-visit-actions.ts'

/** What the desk should know about this visit; kept with it, never clinical. */
export function VisitNote({ visit, canWrite }: { visit: Appointment; canWrite: boolean }) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const { store, refresh } = useVisitStore()
  const [text, setText] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const note = visit.note ?? ''
  const isChanged = text !== undefined && text.trim() !== note
  if (!canWrite || !visit.abilities.move.allowed) {
    return note ? (
      <div>
        <div className="text-13 font-semibold">{t('book.note')}</div>
        <p dir="auto" className="mt-1 whitespace-pre-wrap">
          {note}
        </p>
      </div>
    ) : null
  }
  const save = async () => {
    setSaving(true)
    try {
      const body = { note: text?.trim() || null, notify: false }
      store(
        await api.appointments.move({ params: { organization, id: visit.id }, headers: ifMatch(visit.version), body }),
      )
      setText(undefined)
    } catch (error) {
      toast.problem(error)
      void refresh()
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
          <Button size="small" variant="primary" isPending={isSaving} onPress={() => void save()}>
            {t('kit:action.save')}
          </Button>
        </div>
      )}
    </div>
  )
}
