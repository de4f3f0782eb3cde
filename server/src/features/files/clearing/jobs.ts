import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job, type JobContext } from '../../../kit/jobs/job.ts'
import { blobName } from '../../../kit/storage/blobs.ts'
import { settleHeld } from '../completions/actions.ts'
import { discardUnused, forgetParts } from '../files/actions.ts'
import { listClearableParts, listHeldFiles, listParts } from '../files/queries.ts'
import { contentOf, sealedFileOf } from '../files/view.ts'

/** Deletes the bytes of what nobody uses, then their rows, and asks the scanner again about what waits for it. */
export const clearFiles = job('files.clear', {}, async (context) => {
  const { inTenant, platform, tenant } = context
  await scanHeld(context)
  await inTenant('write', discardUnused)
  for (;;) {
    const parts = await inTenant('read', listClearableParts)
    for (const part of parts) await platform.blobs.delete(blobName(tenant.organizationId, part.file_id, part.id))
    await inTenant('write', (tx) =>
      forgetParts(
        tx,
        parts.map(({ id }) => id),
      ),
    )
    if (parts.length === 0) return
  }
})

async function scanHeld({ inTenant, platform: { scan, blobs } }: JobContext<unknown>): Promise<void> {
  const held = await inTenant('read', async (tx) => {
    const found = []
    for (const row of await listHeldFiles(tx))
      found.push({ file: sealedFileOf(tx.organization.id, tx.sealer, row), parts: await listParts(tx, row.id) })
    return found
  })
  for (const { file, parts } of held) {
    const said = scan ? await scan(contentOf(blobs, file, parts)(0, file.size - 1)) : 'clean'
    if (said === 'away') return
    await inTenant('write', (tx) => settleHeld(tx, file.fileId, said === 'clean' ? 'kept' : 'deleted'))
  }
}

/** What nobody used for a day, what was deleted, what never arrived, what waits for the scanner. */
export const filesToClear = dueWork(
  'files.to-clear',
  { in: 'tenant', next: 'tenant.next_file_to_clear_at()', rest: 60 },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_files_to_clear()`,
    )
    for (const { organization_id } of rows)
      await addJob(clearFiles, { organizationId: organization_id }, { key: `files|${organization_id}` })
  },
)
