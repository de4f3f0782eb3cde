import { useQuery } from '@tanstack/react-query'
import { CalendarDays, CalendarPlus, Stethoscope } from 'lucide-react'
import { q } from '../../../kit/api/api.ts'
import { daysMeant, type DayMeant } from '../../../kit/texts/days-meant.ts'
import { todayIn, useFormat } from '../../../kit/texts/format.ts'
import type { Offered } from '../../../kit/screen/feature.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Command, CommandGroup } from '../../../ui/overlays/CommandPalette.tsx'
import { paths } from '../../../paths.ts'

/** Places in the calendar: days first where what was typed reads as one, else behind whoever has such a name; and a visit to book. */
export function usePalette(whole: string): Offered {
  const { t } = useTrade('scheduling')
  const { slug, can } = useOrganization()
  const go = useGo()
  const typed = whole.trim()
  const isOff = typed === '' || !can('appointments.read')
  const practitioners = usePractitionerCommands()
  const meant = useDayCommands(isOff ? '' : typed)
  const daysOf = (id: string, wanted: boolean): CommandGroup => ({
    id,
    label: t('palette.days'),
    commands: meant.filter(({ isSettled }) => isSettled === wanted),
    isAnswer: true,
  })
  const book: Command = {
    id: 'book',
    label: t('palette.book'),
    keywords: t('palette.bookWords'),
    icon: <CalendarPlus aria-hidden="true" />,
    onAction: () => go(paths.calendar(slug, { book: '1' })),
  }
  return {
    first: [daysOf('days', true)],
    others: [
      daysOf('perhaps-days', false),
      { id: 'practitioners', label: t('kit:settings.practitioners'), commands: isOff ? [] : practitioners },
    ],
    actions: can('appointments.write') ? [book] : [],
  }
}

function usePractitionerCommands(): Command[] {
  const { t } = useTrade('scheduling')
  const { slug: organization, can } = useOrganization()
  const { clinic, clinics } = useClinic()
  const go = useGo()
  const { data } = useQuery({
    ...q.scheduling.practitioners.list.queryOptions({ input: { params: { organization } } }),
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

/** The calendar on the days that were meant, in the order in which the clinic's country writes dates. */
function useDayCommands(typed: string): Command[] {
  const { t } = useTrade('scheduling')
  const { slug: organization, timeZone, membership } = useOrganization()
  const { clinic } = useClinic()
  const format = useFormat()
  const go = useGo()
  const today = todayIn(clinic?.timeZone ?? timeZone)
  const command = ({ date, isSure }: DayMeant): Command => ({
    id: `day:${date}`,
    label: t('palette.goToDay', { day: format.longDate(date) }),
    description: format.daysFromNow(Temporal.PlainDate.from(today).until(date).days),
    icon: <CalendarDays aria-hidden="true" />,
    isSettled: isSure,
    onAction: () => go(paths.calendar(organization, { date })),
  })
  return daysMeant(typed, clinic?.address?.country ?? membership.organization.country, today).map(command)
}
