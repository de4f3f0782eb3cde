import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { useOrganization, useOwnPractitioner } from '../../../kit/session/session.tsx'
import { resourceIdOf, resourcesOf } from './board-model.ts'
import type { useBoardAddress } from './use-board-address.ts'
import { whoNamed, whoText } from './who-shown.ts'

/** The columns of a calendar and which of them are shown: as the address says, else as chosen last in this browser, else one's own, else everyone's. */
export function useShownColumns(
  data: Calendar | undefined,
  { by, search, set }: ReturnType<typeof useBoardAddress>,
  isPhone: boolean,
) {
  const { t } = useTranslation('scheduling')
  const { accountId } = useOrganization()
  const own = useOwnPractitioner()
  const resources = useMemo(
    () =>
      data
        ? resourcesOf(data, by, {
            profession: (key) => t(`profession.${key}`, { defaultValue: '' }),
            noRoom: t('book.roomNone'),
          })
        : [],
    [data, by, t],
  )
  const known = resources.map(({ id }) => id)
  const memory = `calendar-who:${accountId}:${data?.clinic.id}:${by}`
  const chosen =
    whoNamed(search.who, known) ?? whoNamed(localStorage.getItem(memory), known) ?? known.filter((id) => id === own?.id)
  // One column at a time on a phone: the one chosen, else the first who has appointments.
  const busiest =
    known.find((id) => data?.appointments.some((appointment) => resourceIdOf(appointment, by) === id)) ?? known[0]
  const who = isPhone ? [chosen[0] ?? busiest].filter((id) => id !== undefined) : chosen
  const shown = who.length === 0 ? resources : resources.filter(({ id }) => who.includes(id))
  const appointments = data?.appointments ?? []
  return {
    resources,
    who,
    shown,
    counted:
      who.length === 0
        ? appointments
        : appointments.filter((appointment) => who.includes(resourceIdOf(appointment, by))),
    choose: (next: readonly string[]) => {
      const text = whoText(next, known)
      localStorage.setItem(memory, text)
      set({ who: text }, { replace: true })
    },
  }
}
