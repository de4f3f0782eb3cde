import { sql } from 'kysely'
import type { ImportSetup } from '@polyclinic/contract/imports/imports.ts'
import type { ImportState, ImportVerb } from '@polyclinic/contract/imports/import-states.ts'
import { undoDays } from '@polyclinic/contract/imports/import-fields.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { atVersion, changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { importChanged } from '../events.ts'
import type { Table } from '../tables/table.ts'
import type { UnreadableReason } from '../tables/unreadable.ts'
import { findImport, findMappedAlike, type ImportRow } from './queries.ts'
import { fitted, hindrance, setupFor } from './rules.ts'
import { importSecrets, type ImportFacts } from './secrets.ts'
import { openImport } from './view.ts'

const headsKey = (heads: readonly string[]) => heads.map(fold).join('|')

/** How a table is read: as one with the same heads was read last, else as its heads say. */
async function setupOf(tx: TenantTx, heads: readonly string[]): Promise<{ setup: ImportSetup; isRemembered: boolean }> {
  const alike = await findMappedAlike(tx, tx.sealer.tokens('import-heads', headsKey(heads)))
  if (!alike) return { setup: setupFor(heads, tx.organization.kind), isRemembered: false }
  const setup = fitted(openImport(alike, tx.sealer).setup, heads)
  // to add whoever is on file once more was meant for that table alone
  const duplicates = setup.duplicates === 'add' ? 'skip' : setup.duplicates
  return { setup: { ...setup, duplicates }, isRemembered: true }
}

interface SentTable {
  fileId: string
  name: string
  table: Table
}

export async function beginImport(tx: TenantTx, { fileId, name, table }: SentTable): Promise<ImportRow> {
  const id = newId()
  const { setup, isRemembered } = await setupOf(tx, table.heads)
  const facts: ImportFacts = { ...table, name, isRemembered }
  await tx.run(sql`
    with added as (
      insert into tenant.imports (organization_id, id, account_id, file_id, heads_token, facts_sealed, setup_sealed)
      values (${tx.organization.id}, ${id}, ${tx.caller.accountId}, ${fileId},
        ${tx.sealer.token('import-heads', headsKey(table.heads))},
        ${importSecrets.seal(tx.sealer, id, 'facts', facts)}, ${importSecrets.seal(tx.sealer, id, 'setup', setup)})
      returning organization_id, id)
    insert into tenant.import_progress (organization_id, import_id) select organization_id, id from added`)
  tx.announce(importChanged, { importId: id })
  return justWritten(findImport(tx, id))
}

interface Change {
  id: string
  expectedVersion: number | undefined
  setup?: ImportSetup | undefined
  /** Another sheet of the workbook. */
  table?: Table | undefined
}

/** Whatever was found out about the table before holds no longer. */
export function changeImport(tx: TenantTx, { id, expectedVersion, setup, table }: Change): Promise<ImportRow> {
  return changeVersioned({
    find: () => findImport(tx, id),
    expectedVersion,
    write: async (before) => {
      refuseWhere('update', before)
      const was = openImport(before, tx.sealer)
      const other = table && (await setupOf(tx, table.heads))
      const facts: ImportFacts = { ...was.facts, ...table, ...(other && { isRemembered: other.isRemembered }) }
      const next = setup ?? other?.setup ?? was.setup
      if (next.columns.length !== facts.heads.length)
        throw refuseField('setup.columns', 'invalid', 'has to say of every column what it is')
      return tx.run(sql`
        update tenant.imports set state = 'draft', check_sealed = null, failure = null,
          facts_sealed = ${importSecrets.seal(tx.sealer, id, 'facts', facts)},
          setup_sealed = ${importSecrets.seal(tx.sealer, id, 'setup', next)},
          heads_token = ${tx.sealer.token('import-heads', headsKey(facts.heads))}
        where organization_id = ${tx.organization.id} and id = ${id} and version = ${before.version}`)
    },
    follow: () => tx.announce(importChanged, { importId: id }),
  })
}

function refuseWhere(verb: ImportVerb, row: ImportRow): void {
  const state = hindrance(verb, row)
  if (state !== undefined) throw refuse('wrong-state', { state })
}

/** Says what is to be done with an import next; a work that finds another state than this ends. */
export async function askFor(tx: TenantTx, verb: Exclude<ImportVerb, 'update'>, id: string): Promise<void> {
  const row = await atVersion(() => findImport(tx, id), undefined)
  refuseWhere(verb, row)
  const state: ImportState = verb === 'check' ? 'checking' : verb === 'run' ? 'running' : 'undoing'
  if (row.state === state) return
  await tx.run(sql`
    update tenant.imports set state = ${state}, failure = null,
      undo_until = coalesce(undo_until, case when ${state} = 'running' then clock_timestamp() + make_interval(days => ${undoDays}) end)
    where organization_id = ${tx.organization.id} and id = ${id} and version = ${row.version}`)
  tx.announce(importChanged, { importId: id })
}

interface End {
  from: ImportState
  to: ImportState
  failure?: UnreadableReason | undefined
  check?: Buffer | null
}

/**
 * A work of it has come to its end; false where the import is in another state by now. What people typed into the table is not
 * kept any longer than it is needed.
 */
export async function endStep(tx: TenantTx, row: ImportRow, end: End): Promise<boolean> {
  const { from, to, failure, check = row.check_sealed } = end
  const isOver = to === 'done' || to === 'undone'
  const { facts } = openImport(row, tx.sealer)
  const kept = isOver ? { ...facts, preview: [] } : facts
  const count = await tx.run(sql`
    update tenant.imports set state = ${to}, failure = ${failure ?? null}, check_sealed = ${isOver ? null : check},
      facts_sealed = ${importSecrets.renew(tx.sealer, row, 'facts', kept)},
      file_id = case when ${isOver} then null else file_id end,
      finished_at = case when ${to} = 'done' then clock_timestamp() else finished_at end
    where organization_id = ${tx.organization.id} and id = ${row.id} and state = ${from}`)
  if (count === 0) return false
  if (isOver && row.file_id) await files.discardUnlessUsed(tx, row.file_id)
  tx.announce(importChanged, { importId: row.id })
  return true
}
