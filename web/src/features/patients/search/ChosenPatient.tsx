import { useQuery } from '@tanstack/react-query'
import { CalendarClock, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormat } from '../../../kit/texts/format.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { Skeleton } from '../../../ui/signs/Skeleton.tsx'
import { PatientHitFacts } from './PatientHit.tsx'
import { PatientState } from '../patients/PatientState.tsx'
import { patientQuery } from '../patients/queries.ts'
import { PatientWarnings } from '../warnings/PatientWarnings.tsx'
import { useWords } from '../words.ts'

/** Who was chosen, so that one of the same name is seen at once: birth date or species and owner, phone, memo, next appointment. */
export function ChosenPatient({ id }: { id: string }) {
  const { slug, timeZone } = useOrganization()
  const { clinic } = useClinic()
  const format = useFormat()
  const { data: patient } = useQuery(patientQuery(slug, id))
  const words = useWords(patient?.kind)
  if (!patient) return <Skeleton shape="text" lines={2} />
  const { nextVisitAt, memo, contact } = patient
  const zone = clinic?.timeZone ?? timeZone
  return (
    <div className="-mt-2 flex flex-col gap-1 rounded-lg bg-sunken px-3 py-2 text-13 text-muted">
      <PatientWarnings warnings={patient.warnings} className="pb-1" />
      <span className="flex flex-wrap items-center gap-x-2">
        <span>
          <PatientHitFacts patient={{ ...patient, phone: patient.phone ?? contact?.phone }} />
        </span>
        <PatientState patient={patient} />
      </span>
      {nextVisitAt && (
        <Line icon={<CalendarClock aria-hidden="true" className="size-4 shrink-0" />}>
          {`${words('nextVisit')}: ${format.relativeTime(nextVisitAt, zone)}`}
        </Line>
      )}
      {memo && (
        <Line icon={<StickyNote aria-hidden="true" className="size-4 shrink-0 text-warn-ink" />}>
          <span dir="auto" className="text-ink">
            {memo}
          </span>
        </Line>
      )}
    </div>
  )
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="flex items-start gap-1.5">
      {icon}
      <span className="line-clamp-2 min-w-0">{children}</span>
    </span>
  )
}
