import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { cx } from '../../../ui/class-names.ts'
import { Name } from './Name.tsx'
import { ownerBeside } from './owner-name.ts'

/** One line with the patient's name and, where it fits whole, an animal's owner: what does not fit falls below the line's edge. */
export function PatientName({ patient, className }: { patient: Appointment['patient']; className?: string }) {
  const owner = ownerBeside(patient)
  if (!owner) return <Name className={cx('font-semibold', className)}>{patient.name}</Name>
  return (
    <span className={cx('flex h-[1lh] min-w-0 flex-wrap gap-x-1 overflow-hidden', className)}>
      <Name className="max-w-full font-semibold">{patient.name}</Name>
      <span className="whitespace-nowrap">
        · <bdi>{owner}</bdi>
      </span>
    </span>
  )
}
