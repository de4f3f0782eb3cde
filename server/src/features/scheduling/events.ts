import type { TenantTx } from '../../kit/db/tenant-tx.ts'

interface VisitIds {
  appointmentId: string
  patientId: string
}

const payload = ({ appointmentId, patientId }: VisitIds) => ({ appointmentId, patientId })

export const appointmentBooked = (tx: TenantTx, visit: VisitIds) => tx.announce('appointment.booked', payload(visit))
/** Another time or another practitioner. */
export const appointmentMoved = (tx: TenantTx, visit: VisitIds) => tx.announce('appointment.moved', payload(visit))
export const appointmentCancelled = (tx: TenantTx, visit: VisitIds) =>
  tx.announce('appointment.cancelled', payload(visit))
/** Its state, room or note. */
export const appointmentChanged = (tx: TenantTx, visit: VisitIds) => tx.announce('appointment.changed', payload(visit))

/** A step was a slip of the hand: the state is an earlier one again. */
export const appointmentCorrected = (tx: TenantTx, visit: VisitIds) =>
  tx.announce('appointment.changed', { ...payload(visit), correction: 'yes' })
/** Its cancellation was taken back: it takes place after all. */
export const appointmentRestored = (tx: TenantTx, visit: VisitIds) =>
  tx.announce('appointment.restored', { ...payload(visit), correction: 'yes' })

export const serviceChanged = (tx: TenantTx, serviceId: string) => tx.announce('service.changed', { serviceId })
export const practitionerChanged = (tx: TenantTx, practitionerId: string) =>
  tx.announce('practitioner.changed', { practitionerId })
export const roomChanged = (tx: TenantTx, roomId: string) => tx.announce('room.changed', { roomId })
