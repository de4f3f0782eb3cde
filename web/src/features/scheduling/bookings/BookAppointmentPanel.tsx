import { useState } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { PatientForm } from '../../patients/public.ts'
import { BookingForm } from './BookingForm.tsx'
import type { PickedPatient } from './booking-values.ts'

export type BookingRequest = {
  /** An instant, RFC 3339. */
  at?: string
  /** A date whose time is still open. */
  on?: string
  /** The day that the calendar shows, where no other is asked for; it may turn its pages later. */
  shown?: string
  practitionerId?: string
  roomId?: string
  serviceId?: string
  patientId?: string
}

type Props = { requested?: BookingRequest; onClose: () => void; onBooked?: (appointment: Appointment) => void }

export function BookAppointmentPanel({ requested = {}, onClose, onBooked }: Props) {
  const { t } = useTrade('scheduling')
  const { clinic, clinics, choose } = useClinic()
  const [newName, setNewName] = useState<string>()
  const [added, setAdded] = useState<PickedPatient>()
  if (!clinic) return null
  const isAdding = newName !== undefined
  const take = (patient: PickedPatient) => {
    setAdded(patient)
    setNewName(undefined)
  }
  return (
    <SidePanel
      title={t(isAdding ? 'book.newPatient' : 'book.title')}
      subtitle={isAdding ? t('book.newPatientText') : clinic.name}
      closeLabel={t('kit:action.close')}
      onClose={isAdding ? () => setNewName(undefined) : onClose}
    >
      {isAdding && (
        <PatientForm
          start={{ name: newName, homeClinicId: clinic.id }}
          onCancel={() => setNewName(undefined)}
          onSaved={take}
          onUseExisting={take}
        />
      )}
      <div hidden={isAdding}>
        <BookingForm
          key={requested.patientId}
          clinic={clinic}
          clinics={clinics}
          onClinic={choose}
          requested={requested}
          addedPatient={added}
          onAddPatient={setNewName}
          onCancel={onClose}
          onBooked={(appointment) => {
            onBooked?.(appointment)
            onClose()
          }}
        />
      </div>
    </SidePanel>
  )
}
