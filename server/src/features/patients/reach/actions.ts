import type { Reach } from '@polyclinic/contract/patients/reach.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { guardianSecrets } from '../guardians/view.ts'
import type { PatientScope } from '../patients/queries.ts'
import { patientSecrets } from '../patients/view.ts'
import { findReachRow, type ReachRow } from './queries.ts'
import { answersAt, calledFor, readersOf, shortened, type Known, type Reader } from './rules.ts'

export interface Reached {
  readers: (Reader & { email: string })[]
  call: Reach['call']
  isWithheld: boolean
}

/**
 * Who hears of a patient's appointments, and how; nothing where there is no such patient for the caller. `startsAt`: of one that
 * starts then, of which those hear nothing who answer no longer on that day.
 */
export async function reachOf(
  tx: TenantTx,
  patientId: string,
  { scope, startsAt }: { scope?: PatientScope; startsAt?: string } = {},
): Promise<Reached | undefined> {
  const row = await findReachRow(tx, patientId, scope)
  return row && reachIn(tx, row, startsAt)
}

/** The same from rows that were read already: a patient, and who answers for it. A death ends every word by itself, whatever waits. */
export function reachIn(tx: TenantTx, row: ReachRow, startsAt?: string): Reached {
  const people = peopleOf(tx, row, startsAt)
  const readers = row.deceased_on === null ? readersOf(people, tx.organization.country) : []
  return { readers, call: calledFor(people), isWithheld: row.is_withheld }
}

function peopleOf({ sealer }: TenantTx, row: ReachRow, startsAt?: string): [Known, ...Known[]] {
  const { email, phone } = patientSecrets.open(sealer, row).contact ?? {}
  const name = row.family_name ? `${row.given_name} ${row.family_name}` : row.given_name
  return [
    { id: row.id, name, language: row.language, isPatient: true, ...(email && { email }), ...(phone && { phone }) },
    ...(row.guardians ?? [])
      .filter(({ hears, until }) => hears && answersAt(until, startsAt))
      .map((guardian) => {
        const { contact } = guardianSecrets.open(sealer, guardian)
        return {
          id: guardian.id,
          name: guardian.name,
          language: guardian.language,
          isPatient: false,
          ...(contact?.email && { email: contact.email }),
          ...(contact?.phone && { phone: contact.phone }),
        }
      }),
  ]
}

/** The same for screens: addresses only as far as they are needed to be told apart. */
export const reachView = ({ readers, call, isWithheld }: Reached): Reach => ({
  byEmail: readers.map(({ name, email }) => ({ name, email: shortened(email) })),
  ...(isWithheld && { isWithheld }),
  ...(call && { call }),
})
