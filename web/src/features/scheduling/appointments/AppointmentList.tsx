import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import type { PanelSearch } from '../../../paths.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { GridList, ListRow } from '../../../ui/lists/GridList.tsx'
import { usePractitioners } from '../practitioners/queries.ts'
import { StateBadge } from './appointment-state.tsx'

type Props = {
  title: string
  appointments: readonly Appointment[]
  /** The appointments are those of several patients, so each row says whose. */
  isOfSeveral?: boolean
}

export function AppointmentList({ title, appointments, isOfSeveral }: Props) {
  const { search, set } = useAddress<PanelSearch>()
  const { clinics } = useClinic()
  const { timeZone } = useOrganization()
  const practitioners = usePractitioners().data?.items ?? []
  const format = useFormat()
  const whenOf = ({ startsAt, clinicId }: Appointment) => {
    const zone = clinics.find(({ id }) => id === clinicId)?.timeZone ?? timeZone
    return format.weekdayTime(startsAt, zone)
  }
  const aboutOf = ({ patient, practitionerId, service, clinicId }: Appointment) => [
    isOfSeveral && patient.name,
    practitioners.find(({ id }) => id === practitionerId)?.displayName,
    service.name,
    clinics.length > 1 && clinics.find(({ id }) => id === clinicId)?.name,
  ]
  return (
    <Card title={title} isFlush>
      <GridList
        label={title}
        items={appointments}
        activeId={search.visit}
        textOf={(appointment) => `${whenOf(appointment)} ${appointment.service.name}`}
        onAction={(id) => set({ visit: id, move: undefined, book: undefined })}
        renderItem={(appointment) => (
          <ListRow
            title={<span className="tabular-nums">{whenOf(appointment)}</span>}
            text={factLine(aboutOf(appointment))}
            end={<StateBadge state={appointment.state} />}
          />
        )}
      />
    </Card>
  )
}
