import type { TenantTx } from '../../kit/db/tenant-tx.ts'

export const patientAdded = (tx: TenantTx, patientId: string) => tx.announce('patient.added', { patientId })

/** Also for archived, brought back and deceased: whoever reminds or books looks at the patient again. */
export const patientChanged = (tx: TenantTx, patientId: string) => tx.announce('patient.changed', { patientId })

export const guardianChanged = (tx: TenantTx, guardianId: string) => tx.announce('guardian.changed', { guardianId })
