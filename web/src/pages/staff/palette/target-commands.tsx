import { useQuery } from '@tanstack/react-query'
import { CalendarDays, Stethoscope } from 'lucide-react'
import { datesAsWritten } from '@polyclinic/contract/kit/dates-as-written.ts'
import { q } from '../../../kit/api.ts'
import { todayIn, useFormat } from '../../../kit/format.ts'
import { useGo } from '../../../kit/navigation.tsx'
import { useClinic, useOrganization } from '../../../kit/session.tsx'
import { useTrade } from '../../../kit/trade.ts'
import type { Command, CommandGroup } from '../../../ui/CommandPalette.tsx'
import { paths } from '../../../paths.ts'

/** Places in the calendar: a practitioner's column, a day. Offered once something is typed. */
export function useTargetCommands(typed: string): CommandGroup[] {
  const { t } = useTrade('staff')
  const { can } = useOrganization()
  const practitioners = usePractitionerCommands()
  const { near, dates } = useDayCommands(typed)
  if (typed === '' || !can('appointments.read')) return []
  return [
    { id: 'practitioners', label: t('settings.practitioners'), commands: practitioners },
    { id: 'days', label: t('palette.days'), commands: near },
    { id: 'dates', label: t('palette.days'), commands: dates, isAnswer: true },
  ]
}

function usePractitionerCommands(): Command[] {
  const { t } = useTrade('staff')
  const { slug: organization, can } = useOrganization()
  const { clinic, clinics } = useClinic()
  const go = useGo()
  const { data } = useQuery({
    ...q.practitioners.list.queryOptions({ input: { params: { organization } } }),
    staleTime: 60_000,
    enabled: can('appointments.read'),
  })
  return (data?.items ?? [])
    .filter(({ archivedAt }) => !archivedAt)
    .map(({ id, displayName, clinicIds }) => {
      const isHere = clinic !== undefined && clinicIds.includes(clinic.id)
      const there = clinics.find((one) => clinicIds.includes(one.id))
      return {
        id: `practitioner:${id}`,
        label: displayName,
        description: isHere ? t('palette.openColumn') : there?.name,
        icon: <Stethoscope aria-hidden="true" />,
        onAction: () => go(paths.calendar(organization, { clinic: isHere ? undefined : there?.id, who: id })),
      }
    })
}

/** Yesterday, today and the week that follows by their words and weekdays, and any date as people write it. */
function useDayCommands(typed: string) {
  const { slug: organization, timeZone } = useOrganization()
  const { clinic } = useClinic()
  const format = useFormat()
  const go = useGo()
  const zone = clinic?.timeZone ?? timeZone
  const today = Temporal.PlainDate.from(todayIn(zone))
  const country = clinic?.address?.country ?? new Intl.Locale(format.locale).maximize().region ?? 'GB'
  const command = (date: string, word?: string): Command => ({
    id: `day:${date}`,
    label: format.longDate(date),
    keywords: word,
    description: word,
    icon: <CalendarDays aria-hidden="true" />,
    onAction: () => go(paths.calendar(organization, { date })),
  })
  const near = Array.from({ length: 9 }, (_, index) => {
    const date = today.add({ days: index - 1 }).toString()
    return command(date, index <= 2 ? format.relativeDay(date, zone) : undefined)
  })
  const dates = datesAsWritten(typed, country)
    .filter((date) => near.every(({ id }) => id !== `day:${date}`) && Math.abs(yearsFrom(today, date)) <= 2)
    .map((date) => command(date))
  return { near, dates }
}

/** A birth date is a date too, but nobody opens the calendar on it. */
const yearsFrom = (today: Temporal.PlainDate, date: string) => today.until(date, { largestUnit: 'year' }).years
