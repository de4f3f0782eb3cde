import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../kit/format.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'

export type Alternative = { startsAt: string; endsAt: string; practitionerId: string; roomId?: string }

type Props = {
  /** Whose visit. */
  name: string
  timeZone: string
  alternatives: readonly Alternative[]
  nameOf: (id: string | undefined) => string | undefined
  onChoose: (alternative: Alternative) => void
  onOverbook: (reason: string) => void
  onClose: () => void
}

/** After "this time is taken": the nearest free times, and booking over it for those who may. */
export function AlternativesDialog({ name, timeZone, alternatives, nameOf, onChoose, onOverbook, onClose }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { can } = useOrganization()
  const [reason, setReason] = useState('')
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t('move.takenTitle')}
      closeLabel={t('kit:action.close')}
      description={t('move.takenText', { name })}
    >
      <ul className="flex flex-col gap-2">
        {alternatives.map((each) => (
          <li key={each.startsAt + each.practitionerId}>
            <Button className="w-full justify-between!" onPress={() => onChoose(each)}>
              <span className="tabular-nums">{format.relativeTime(each.startsAt, timeZone)}</span>
              <span dir="auto" className="truncate font-normal text-muted">
                {nameOf(each.practitionerId)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {can('appointments.overbook') && (
        <form
          className="mt-5 flex items-end gap-2 border-t border-line pt-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) onOverbook(reason.trim())
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
