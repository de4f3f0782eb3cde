import type { TenantTx } from '../../kit/db/tenant-tx.ts'

export const patientAdded = (tx: TenantTx, patientId: string) => tx.announce('patient.added', { patientId })

/** Also for archived, brought back and deceased: whoever reminds or books looks at the patient again. */
export const patientChanged = (tx: TenantTx, patientId: string) => tx.announce('patient.changed', { patientId })

export const guardianChanged = (tx: TenantTx, guardianId: string) => tx.announce('guardian.changed', { guardianId })

export const emergencyOpened = (tx: TenantTx, ids: { accessId: string; accountId: string; patientId: string }) =>
  tx.announce('emergency.opened', ids)

/** A code was asked for, by the clinic or by an account; whether anybody gets it is not known yet. */
export const claimCodeAsked = (tx: TenantTx, codeId: string) => tx.announce('claim.asked', { codeId })
