import { BookVisitPanel, VisitPanel } from '../../../features/scheduling/public.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import type { PanelSearch } from '../../../paths.ts'

/** A visit beside the work: `visit` in the address. */
export function VisitBeside({ id }: { id: string }) {
  const { set } = useAddress<PanelSearch>()
  return <VisitPanel key={id} id={id} onClose={() => set({ visit: undefined, move: undefined })} />
}

/** The booking form beside the work: `book` in the address, and what it starts with. */
export function BookBeside({ patientId }: { patientId?: string }) {
  const { search, set } = useAddress<PanelSearch & { date?: string }>()
  return (
    <BookVisitPanel
      wish={{
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
