import type { TenantTx } from '../../kit/db/tenant-tx.ts'
import { addGuardian, type NewGuardian } from './guardians/actions.ts'
import type { GuardianRow } from './guardians/queries.ts'
import { linkAccount } from './links/actions.ts'
import { addPatient, type NewPatient } from './patients/actions.ts'
import type { PatientRow } from './patients/queries.ts'

let made = 0

/** A patient that the organization may treat: a human, an animal where it treats animals only. */
function patient(tx: TenantTx, fields: Partial<NewPatient> = {}): Promise<PatientRow> {
  const kind = fields.kind ?? (fields.species || tx.organization.kind === 'veterinary' ? 'animal' : 'human')
  const usual =
    kind === 'animal'
      ? { givenName: `Rex ${++made}`, species: 'dog' as const }
      : { givenName: 'Ada', familyName: `Patient ${++made}` }
  return addPatient(tx, { ...usual, ...fields, kind })
}

const guardian = (tx: TenantTx, fields: Partial<NewGuardian> = {}): Promise<GuardianRow> =>
  addGuardian(tx, { name: `Guardian ${++made}`, ...fields })

const link = (tx: TenantTx, accountId: string, patientId: string): Promise<void> =>
  linkAccount(tx, accountId, [{ patientId, relation: 'self' }])

export const build = { patient, guardian, link }
