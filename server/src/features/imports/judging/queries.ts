import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { phoneDigits } from '@polyclinic/contract/kit/reading/phone.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patientsInBulk } from '../../patients/public.ts'
import { listMadeGuardians, listWritten } from '../ledger/queries.ts'
import { ownerHandles } from '../ledger/rules.ts'
import type { GoodRow } from '../rows/batches.ts'

export interface MarkedRow extends GoodRow {
  /** A row before was the same patient. */
  isRepeated: boolean
}

export interface JudgedRow extends MarkedRow {
  /** Who on file it probably is. */
  onFile?: { id: string; version: number }
  /** Its owner, where that is on file. */
  guardianId?: string
}

/** What is known of good rows: whose owners are on file, and who is probably on file already. Five statements at most. */
export async function judge(tx: TenantTx, importId: string, rows: readonly MarkedRow[]): Promise<JudgedRow[]> {
  const guardians = await knownGuardians(tx, importId, rows)
  const drafts = rows.map(({ patient, owner }) => {
    const guardianId =
      owner &&
      ownerHandles(owner)
        .map((handle) => guardians.get(handle))
        .find(Boolean)
    return { patient, guardianId, ...(owner && { guardianIds: guardianId ? [guardianId] : [] }) }
  })
  // rows of one table are one patient only where they say the same: siblings stay apart wherever a batch ends
  const onFile = await patientsInBulk.findOnFile(tx, drafts, async (ids) => {
    const written = await listWritten(tx, importId, ids)
    return new Set(written.filter(({ outcome }) => outcome === 'added').map((row) => row.patient_id))
  })
  return rows.map((row, at) => {
    const known = onFile[at]
    const guardianId = drafts[at]?.guardianId
    return { ...row, ...(known && { onFile: known }), ...(guardianId && { guardianId }) }
  })
}

/** Guardians by what owners are told apart by; one without a phone and an address only where this import made it. */
async function knownGuardians(
  tx: TenantTx,
  importId: string,
  rows: readonly MarkedRow[],
): Promise<Map<string, string>> {
  const names = rows.flatMap(({ owner }) => (owner ? [owner.name] : []))
  const known = await patientsInBulk.findGuardiansNamed(tx, names)
  const own = new Set(
    known.length > 0
      ? await listMadeGuardians(
          tx,
          importId,
          known.map(({ id }) => id),
        )
      : [],
  )
  const byHandle = new Map<string, string>()
  for (const { id, nameKey, contact } of known) {
    if (contact?.phone) byHandle.set(`${nameKey}|${phoneDigits(contact.phone).slice(-6)}`, id)
    if (contact?.email) byHandle.set(`${nameKey}|${contact.email}`, id)
    if (own.has(id)) byHandle.set(fold(nameKey), id)
  }
  return byHandle
}
