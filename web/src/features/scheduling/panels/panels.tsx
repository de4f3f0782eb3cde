import { AppointmentPanel } from '../appointments/AppointmentPanel.tsx'
import { BookAppointmentPanel } from '../bookings/BookAppointmentPanel.tsx'
import type { PanelProps } from '../../../kit/screen/feature.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { PanelSearch } from '../../../paths.ts'

/** An appointment beside the work: `visit` in the address. */
export function AppointmentBeside({ value: id }: PanelProps) {
  const { set } = useAddress<PanelSearch>()
  return <AppointmentPanel key={id} id={id} onClose={() => set({ visit: undefined, move: undefined })} />
}

/** The booking form beside the work: `book` in the address, and what it starts with. */
export function BookBeside({ patientId }: Pick<PanelProps, 'patientId'>) {
  const { search, set } = useAddress<PanelSearch & { date?: string }>()
  return (
    <BookAppointmentPanel
      requested={{
        at: search.at,
        on: search.on,
        shown: search.date,
        practitionerId: search.practitioner,
        roomId: search.room,
        serviceId: search.service,
        patientId: patientId ?? search.patient,
      }}
      onClose={() =>
        set({
          book: undefined,
          at: undefined,
          on: undefined,
          practitioner: undefined,
          room: undefined,
          service: undefined,
        })
      }
    />
  )
}
