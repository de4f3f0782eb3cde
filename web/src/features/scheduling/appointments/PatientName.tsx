import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { WarningMark } from '../../patients/public.ts'
import { cx } from '../../../ui/class-names.ts'
import { Name } from './Name.tsx'
import { ownerBeside } from './owner-name.ts'

/** One line with a sign where something is to be minded, the patient's name and, where it fits whole, an animal's owner: what does not fit falls below the line's edge. */
export function PatientName({ patient, className }: { patient: Appointment['patient']; className?: string }) {
  const owner = ownerBeside(patient)
  return (
    <span className={cx('flex min-w-0 items-center gap-x-1', className)}>
      <WarningMark warnings={patient.warnings} isPlain className="shrink-0" />
      {owner ? (
        <span className="flex h-[1lh] min-w-0 flex-wrap gap-x-1 overflow-hidden">
          <Name className="max-w-full font-semibold">{patient.name}</Name>
          <span className="whitespace-nowrap">
            · <bdi>{owner}</bdi>
          </span>
        </span>
      ) : (
        <Name className="font-semibold">{patient.name}</Name>
      )}
    </span>
  )
}
