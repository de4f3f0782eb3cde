import { isKept } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { overlaps } from '../times/lanes.ts'
import { instantOf } from './slots.ts'

type Props = { patientId: string; date: string; timeZone: string; start: number; end: number }

/** Warns, and no more, when this patient is booked elsewhere at the same time: pairs come together on purpose. */
export function AlsoBooked({ patientId, date, timeZone, start, end }: Props) {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  const { slug: organization } = useOrganization()
  const from = instantOf(date, '00:00', timeZone)
  const to = instantOf(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), '00:00', timeZone)
  const { data } = useQuery(
    q.scheduling.appointments.list.queryOptions({
      input: {
        params: { organization },
        query: { patientId, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      },
    }),
  )
  const met = data?.items.find(
    (appointment) =>
      appointment.patient.id === patientId &&
      isKept(appointment.state) &&
      overlaps(
        { from: Date.parse(appointment.startsAt), to: Date.parse(appointment.endsAt) },
        { from: start, to: end },
      ),
  )
  if (!met) return null
  return (
    <Banner tone="warn" isAnnounced>
      {t('book.alsoBooked', {
        name: met.patient.name,
        service: met.service.name,
        time: format.time(met.startsAt, timeZone),
      })}
    </Banner>
  )
}
