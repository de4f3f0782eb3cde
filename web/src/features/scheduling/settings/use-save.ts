import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'

/** After something of the schedule was saved: every list, calendar and free time is asked for anew. */
export function useScheduleRefresh() {
  const refresh = useRefresh()
  return () =>
    refresh(
      q.scheduling.services.key(),
      q.scheduling.practitioners.key(),
      q.scheduling.rooms.key(),
      q.organizations.clinics.key(),
      q.scheduling.calendar.key(),
      q.scheduling.availability.key(),
    )
}

export function useArchive<T extends { version: number; archivedAt?: string }>(
  send: (archived: boolean, version: number) => Promise<T>,
  name: string,
  onDone: () => void,
) {
  const { t } = useTranslation('scheduling')
  const refresh = useScheduleRefresh()
  const [isPending, setPending] = useState(false)
  const run = async (archived: boolean, version: number, isUndo = false) => {
    setPending(true)
    try {
      const saved = await send(archived, version)
      await refresh()
      toast.good(
        t(archived ? 'settings.archived' : 'settings.restored', { name }),
        isUndo
          ? undefined
          : { actionLabel: t('kit:action.undo'), onAction: () => void run(!archived, saved.version, true) },
      )
      onDone()
    } catch (error) {
      toast.problem(error)
      if (problemOf(error).code === 'stale') void refresh()
    } finally {
      setPending(false)
    }
  }
  return { run, isPending }
}
