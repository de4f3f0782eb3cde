import { z } from 'zod'
import { copiedFiles, everyCopy } from '../../../kit/copies.ts'
import { openedRow } from '../../../kit/crypto/opened-row.ts'
import { everySealedTable, type SealedTable } from '../../../kit/crypto/sealed.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import { inTenant, type TenantTx } from '../../../kit/db/tenant-tx.ts'
import { rightsOf } from '../../../kit/http/rights.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { work, type WorkContext } from '../../../kit/works/work.ts'
import { files, type FileTakenAlong } from '../../files/public.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import { GrowingArchive, type GrowingPlace } from '../../../kit/works/growing-archive.ts'
import { countRows, findSubject, rowsBehind, type SubjectRow } from './queries.ts'
import { readmeOf } from './readme.ts'
import {
  copyNeeds,
  csvPart,
  freeName,
  jsonRows,
  shortName,
  tablesIn,
  withoutEmergencies,
  type CopiedTable,
} from './rules.ts'

const input = { patientId: z.string(), language: z.string() }

interface Context extends WorkContext<{ patientId: string; language: string }, GrowingPlace> {
  tenant: Tenant
}

/**
 * Everything that is known of one patient, as an archive: `patient.json` and a table each for a spreadsheet, with what was sealed
 * told; their files as they were sent; `README.txt`. What goes on after a crash reads a later moment from where it was.
 */
export const copyPatient = work<typeof input, GrowingPlace>(
  'rights.patient-copy',
  input,
  async (given) => {
    const { tenant, caller } = given
    if (!tenant) throw new WorkEnded('cancelled')
    const context = { ...given, tenant }
    const scope = sightOf(tenant, caller.accountId)
    const archive = new GrowingArchive(given)
    const subject = await copyRows(context, archive, scope)
    const missing = await copyFiles(context, archive, subject)
    const { language } = given.input
    const { names, unreadable } = archive.place
    const readme = readmeOf(language, { subject, organization: tenant.name, names, missing, unreadable })
    await archive.addWhole('README.txt', Buffer.from(readme))
    await archive.end()
    return { name: nameOf(subject), type: 'application/zip', missing }
  },
  { needs: copyNeeds },
)

/** Rights end while work waits. */
function sightOf(tenant: Tenant, accountId: string): PatientScope {
  const rights = rightsOf(tenant)
  const can = (permission: string) => rights?.permissions.has(permission) ?? false
  if (!copyNeeds.every(can)) throw new WorkEnded('cancelled')
  const clinicIds = rights?.clinicIds
  return withoutEmergencies(patients.scopeOf({ accountId, can, ...(clinicIds && { clinicIds }) }))
}

const nameOf = ({ given_name, family_name }: SubjectRow) => {
  const called = [family_name, given_name].filter(Boolean).join(' ')
  return freeName('', `${called} ${new Date().toISOString().slice(0, 10)}.zip`, []).slice(1)
}

/** In one moment, as {batch}; whom the caller does not see any more nobody gets. */
function copyRows(
  { platform, caller, tenant, input: { patientId } }: Context,
  archive: GrowingArchive,
  scope: PatientScope,
): Promise<SubjectRow> {
  const { transactions } = platform
  return inTenant(transactions, tenant, caller, { mode: 'snapshot' }, async (tx) => {
    const subject = await findSubject(tx, patientId, scope)
    if (!subject) throw new WorkEnded('cancelled')
    await addTables(tx, archive, {
      tables: tablesIn(Object.assign({}, ...transactions.extensions(everyCopy))),
      sealed: transactions.extensions(everySealedTable).flat(),
      ids: subject.ids,
      head: { version: 1, organization: tenant.name, patientIds: subject.ids, madeAt: new Date().toISOString() },
    })
    return subject
  })
}

const rowsAtOnce = 500

interface CopiedTables {
  tables: readonly CopiedTable[]
  sealed: readonly SealedTable[]
  /** The record and those that were merged into it. */
  ids: readonly string[]
  /** What `patient.json` says before its tables. */
  head: object
}

/** All rows twice: in `patient.json`, and a table each for a spreadsheet; 500 a step, from where it was begun. */
async function addTables(tx: TenantTx, archive: GrowingArchive, copied: CopiedTables): Promise<void> {
  const { tables, ids } = copied
  const counts: number[] = []
  for (const table of tables) counts.push(await countRows(tx, table, ids))
  archive.total += 2 * counts.reduce((sum, count) => sum + count, 0)
  if (archive.place.zip.bytes === 0) {
    await archive.open('patient.json')
    await archive.grow(`${JSON.stringify(copied.head).slice(0, -1)},"tables":{`)
  }
  for (let at = archive.place.parts; at < 2 * tables.length; at = archive.place.parts) {
    const table = tables[at % tables.length]
    if (table) await addPart(tx, archive, copied, table)
  }
}

/** The next rows of a table, and what stands before and behind them. */
async function addPart(
  tx: TenantTx,
  archive: GrowingArchive,
  { tables, sealed, ids }: CopiedTables,
  table: CopiedTable,
): Promise<void> {
  const { parts: at, after, done, unreadable } = archive.place
  const rows = await rowsBehind(tx, table, ids, after, rowsAtOnce)
  const told = rows.map(({ row }) => openedRow(sealed, tx.sealer, table.name, row))
  const part = { rows: told.map(({ row }) => row), isFirst: after === undefined, isLast: rows.length < rowsAtOnce }
  if (at < tables.length) await growJson(archive, shortName(table.name), { ...part, nth: at, of: tables.length })
  else await growCsv(archive, shortName(table.name), part)
  await archive.keep({
    parts: at + (part.isLast ? 1 : 0),
    after: part.isLast ? undefined : rows.at(-1)?.key,
    done: done + rows.length,
    // a value that does not open is counted once, not in each of the two forms
    unreadable: unreadable + (at < tables.length ? told.reduce((sum, each) => sum + each.unreadable, 0) : 0),
  })
}

interface Part {
  rows: readonly Record<string, unknown>[]
  isFirst: boolean
  isLast: boolean
}

async function growJson(
  archive: GrowingArchive,
  name: string,
  part: Part & { nth: number; of: number },
): Promise<void> {
  const before = part.isFirst ? `${part.nth === 0 ? '' : ','}\n${JSON.stringify(name)}:[` : ''
  const behind = part.isLast ? ']' : ''
  const isEnd = part.isLast && part.nth === part.of - 1
  await archive.grow(before + jsonRows(part.rows, part.isFirst) + behind + (isEnd ? '}}\n' : ''))
  if (isEnd) await archive.close()
}

/** A table of which there is nothing has no file. */
async function growCsv(archive: GrowingArchive, name: string, { rows, isFirst, isLast }: Part): Promise<void> {
  if (isFirst && rows.length > 0) await archive.open(`tables/${name}.csv`)
  if (rows.length > 0) await archive.grow(csvPart(rows, isFirst))
  if (isLast && archive.isOpen) await archive.close()
}

const filesAtOnce = 50

interface Wanted {
  folder: string
  id: string
}

/** One after the other, each a step; what cannot be read is named. */
async function copyFiles(
  { platform, caller, tenant }: Context,
  archive: GrowingArchive,
  { ids }: SubjectRow,
): Promise<string[]> {
  const read = <Result>(during: Parameters<typeof inTenant<Result>>[4]) =>
    inTenant(platform.transactions, tenant, caller, { mode: 'read' }, during)
  const wanted = await read(async (tx) => {
    const found: Wanted[] = []
    for (const { folder, list } of platform.transactions.extensions(copiedFiles))
      for (const id of await list(tx, ids)) found.push({ folder, id })
    return found
  })
  const has = new Set(archive.place.files.map(({ id }) => id))
  const left = wanted.filter(({ id }) => !has.has(id))
  archive.total += wanted.length
  const missing: string[] = []
  for (let at = 0; at < left.length; at += filesAtOnce) {
    const some = left.slice(at, at + filesAtOnce)
    const known = await read((tx) =>
      files.listNamedToTakeAlong(
        tx,
        platform.blobs,
        some.map(({ id }) => id),
      ),
    )
    for (const { folder, id } of some)
      if (
        !(await added(
          archive,
          folder,
          known.find((file) => file.id === id),
        ))
      )
        missing.push(`${folder}/${known.find((file) => file.id === id)?.name ?? id}`)
  }
  return missing
}

async function added(archive: GrowingArchive, folder: string, file: FileTakenAlong | undefined): Promise<boolean> {
  if (!file) return false
  const begun = archive.place
  try {
    await archive.addFile(file.id, freeName(folder, file.name, begun.names), file.size, file.content)
    return true
  } catch (error) {
    // a step that was refused ends the work; what was written of a file that broke off in the middle is forgotten with it
    if (error instanceof WorkEnded || archive.isBroken || archive.place !== begun) throw error
    return false
  }
}
