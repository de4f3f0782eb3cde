import { opensRestricted } from '@polyclinic/contract/kit/permission.ts'
import { productVersion } from '../../../kit/config/version.ts'
import { openedRow } from '../../../kit/crypto/opened-row.ts'
import { everySealedTable, everythingLeftBehind, type SealedTable } from '../../../kit/crypto/sealed.ts'
import { sealerOf, type Sealer } from '../../../kit/crypto/seal.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { inControl, inTenant } from '../../../kit/db/tenant-tx.ts'
import type { Transaction } from '../../../kit/db/transaction.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { rightsOf } from '../../../kit/http/rights.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { work, type WorkContext } from '../../../kit/works/work.ts'
import { files, type FileTakenAlong } from '../../files/public.ts'
import { Archive, type Place } from '../../../kit/works/archive.ts'
import { countRows, listPeople, listTables, rowsBehind } from './queries.ts'
import { nameOfFile, nameOfPart, takenAlong, type ExportedTable } from './rules.ts'

const rowsAtOnce = 500

type Context = WorkContext<object, Place> & { tenant: Tenant }

/**
 * Everything that an organization holds, as an archive: its rows as the catalogue knows them, a few hundred a file and one a
 * line, with what was sealed opened; its files; `manifest.json`, which names each with its digest. What goes on after a crash
 * reads a later moment from where it was.
 */
export const exportOrganization = work<Record<never, never>, Place>(
  'organizations.export',
  {},
  async (given) => {
    const { tenant } = given
    if (!tenant || !mayStill(tenant)) throw new WorkEnded('cancelled')
    const context = { ...given, tenant }
    const archive = new Archive(context)
    await addControl(context, archive)
    await addTables(context, archive)
    const missing = await addFiles(context, archive)
    const { organizationId: id, slug, name } = tenant
    await archive.end({
      ...contentsOf(archive.place),
      left: leftBehind(given.platform),
      organization: { id, slug, name },
      missing,
    })
    return {
      name: `${slug}-${new Date().toISOString().slice(0, 10)}.zip`,
      type: 'application/zip',
      missing: missing.map((file) => file.name),
    }
  },
  { needs: ['organization.manage', 'patients.restricted'] },
)

const leftBehind = ({ transactions }: Platform): Record<string, string> =>
  Object.assign({}, ...transactions.extensions(everythingLeftBehind)) as Record<string, string>

/** Rights end while work waits. */
function mayStill(tenant: Tenant): boolean {
  const rights = rightsOf(tenant)
  return (
    rights !== undefined &&
    rights.permissions.has('organization.manage') &&
    opensRestricted(rights.permissions) &&
    !rights.clinicIds
  )
}

async function addControl({ platform, caller, tenant }: Context, archive: Archive): Promise<void> {
  const { organizationId } = tenant
  const sealer = sealerOf(platform.master, organizationId, tenant.keys)
  await inControl(platform.transactions, caller, { mode: 'snapshot', organizationId }, async (control) => {
    const tables = takenAlong(await listTables(control, 'control'), leftBehind(platform))
    if (!archive.place.tables.includes('people'))
      await archive.addRows('people', 'people.ndjson', await listPeople(control, organizationId))
    for (const table of tables) await new Rows(archive, sealer, []).add(control, organizationId, table)
  })
}

async function addTables({ platform, caller, tenant }: Context, archive: Archive): Promise<void> {
  const { organizationId } = tenant
  const sealed = platform.transactions.extensions(everySealedTable).flat()
  await inTenant(platform.transactions, tenant, caller, { mode: 'snapshot' }, async (tx) => {
    const tables = takenAlong(await listTables(tx, 'tenant'), leftBehind(platform))
    for (const table of tables) archive.total += await countRows(tx, organizationId, table)
    for (const table of tables) await new Rows(archive, tx.sealer, sealed).add(tx, organizationId, table)
  })
}

class Rows {
  private readonly archive: Archive
  private readonly sealer: Sealer
  private readonly sealed: readonly SealedTable[]

  constructor(archive: Archive, sealer: Sealer, sealed: readonly SealedTable[]) {
    this.archive = archive
    this.sealer = sealer
    this.sealed = sealed
  }

  /** From where it was begun, where it was. */
  async add(tx: Transaction, organizationId: string, table: ExportedTable): Promise<void> {
    if (this.archive.place.tables.includes(table.name)) return
    const { open } = this.archive.place
    let after = open?.table === table.name ? open.after : undefined
    for (;;) {
      const rows = await rowsBehind(tx, organizationId, table, after, rowsAtOnce)
      const isLast = rows.length < rowsAtOnce || table.key.length === 0
      after = isLast ? undefined : rows.at(-1)?.key
      const part = this.archive.place.parts.filter((each) => each.table === table.name).length + 1
      const opened = rows.map(({ row }) => this.opened(table.name, row))
      await this.archive.addRows(table.name, nameOfPart(table.name, part), opened, after)
      if (after === undefined) return
    }
  }

  /** `memo_sealed` is `memo`; what does not open is null, and counted. */
  private opened(name: string, row: Record<string, unknown>): object {
    const { row: told, unreadable } = openedRow(this.sealed, this.sealer, name, row)
    this.archive.place.unreadable += unreadable
    return told
  }
}

/** One after the other, each a step; what could not be read is tried again at the end, and then named. */
async function addFiles({ platform, caller, tenant }: Context, archive: Archive): Promise<FileTakenAlong[]> {
  const list = (after?: string) =>
    inTenant(platform.transactions, tenant, caller, { mode: 'read' }, (tx) =>
      files.listToTakeAlong(tx, platform.blobs, after, 50),
    )
  const add = async (file: FileTakenAlong): Promise<boolean> => {
    const begun = archive.place
    try {
      await archive.addFile(file.id, nameOfFile(file.id, file.name), file.size, file.content)
      return true
    } catch (error) {
      // a step that was refused ends the work; what was written of a file that broke off in the middle is forgotten with it
      if (error instanceof WorkEnded || archive.isBroken || archive.place !== begun) throw error
      return false
    }
  }
  const missing: FileTakenAlong[] = []
  const has = new Set(archive.place.files.map(({ id }) => id))
  let page = await list()
  while (page.length > 0) {
    for (const file of page) if (!has.has(file.id) && !(await add(file))) missing.push(file)
    page = await list(page.at(-1)?.id)
  }
  const still: FileTakenAlong[] = []
  for (const file of missing) if (!(await add(file))) still.push(file)
  return still
}

function contentsOf({ parts, files: taken, unreadable }: Place): object {
  const tables = Map.groupBy(parts, ({ table }) => table)
  return {
    version: 1,
    product: productVersion,
    madeAt: new Date().toISOString(),
    tables: [...tables].map(([name, all]) => ({
      name,
      rows: all.reduce((sum, { rows }) => sum + rows, 0),
      parts: all.map(({ name: part, rows, sha256 }) => ({ name: part, rows, sha256 })),
    })),
    files: taken,
    unreadable,
  }
}
