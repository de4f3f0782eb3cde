import { sql } from 'kysely'
import { foldVersion } from '@polyclinic/contract/kit/reading/fold.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { job } from '../../../kit/jobs/job.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import type { Remade } from '../../../kit/keys/rotation.ts'
import { refreshGuardians, refreshSearch } from './actions.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Rows of one transaction; another one follows while there are more. */
const batch = 200

/** Brings the search of an organization to this version of folding; a crash in between leaves the rest to be found again. */
export const foldAnew = job('patients.fold-anew', {}, async ({ inTenant }) => {
  for (;;) {
    const done = await inTenant('write', async (tx) => {
      const patientIds = await behind(tx, 'patients')
      await refreshSearch(tx, patientIds)
      const guardianIds = await behind(tx, 'guardians')
      await refreshGuardians(tx, guardianIds)
      return patientIds.length + guardianIds.length
    })
    if (done === 0) return
  }
})

/** What is found by keyed hashes, a few rows at a time, in the order of their ids. */
export const searchRemade: readonly Remade[] = [
  { subject: 'search of patients', step: (tx, after) => remake(tx, 'patients', after, refreshSearch) },
  { subject: 'search of guardians', step: (tx, after) => remake(tx, 'guardians', after, refreshGuardians) },
]

async function remake(
  tx: TenantTx,
  subject: 'patients' | 'guardians',
  after: string | undefined,
  refresh: (tx: TenantTx, ids: readonly string[]) => Promise<void>,
): ReturnType<Remade['step']> {
  const rows = await tx.all(shape({ id: uuid })`
    select x.id from ${sql.table(`tenant.${subject}`)} x where x.organization_id = ${tx.organization.id}
      ${after ? sql`and x.id > ${after}` : sql``} order by x.id limit ${batch}`)
  await refresh(
    tx,
    rows.map((row) => row.id),
  )
  return { rows: rows.length, after: rows.length < batch ? undefined : rows.at(-1)?.id }
}

async function behind(tx: TenantTx, subject: 'patients' | 'guardians'): Promise<string[]> {
  const rows = await tx.all(shape({ id: uuid })`
    select x.id from ${sql.table(`tenant.${subject}`)} x where x.organization_id = ${tx.organization.id}
      and x.fold_version < ${foldVersion} limit ${batch}`)
  return rows.map((row) => row.id)
}

/** Organizations at once; further ones follow. */
const atOnce = 20

export const oldFolding = dueWork(
  'patients.old-folding',
  {
    in: 'tenant',
    next: `case when exists (select from tenant.folded_before(${foldVersion}, 1)) then statement_timestamp() end`,
    rest: 10,
    revision: `fold ${foldVersion}`,
  },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.folded_before(${foldVersion}, ${atOnce})`,
    )
    for (const { organization_id: organizationId } of rows)
      await addJob(foldAnew, { organizationId }, { key: `fold-anew|${organizationId}` })
  },
)
