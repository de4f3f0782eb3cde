import type { DueMajorityReview } from '@polyclinic/contract/patients/relations/majority-reviews.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { patientSecrets } from '../patients/view.ts'
import type { DueRow } from './queries.ts'

export const dueReviewView = (row: DueRow, sealer: Sealer): DueMajorityReview => ({
  patientId: row.id,
  name: [row.given_name, row.family_name].filter(Boolean).join(' '),
  birthDate: row.birth_date,
  ofAgeOn: row.of_age_on,
  guardians: row.guardians,
  hasEmail: patientSecrets.open(sealer, row).contact?.email !== undefined,
})
