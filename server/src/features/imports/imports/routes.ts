import { contract } from '@polyclinic/contract/contract.ts'
import type { PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import type { Work } from '../../../kit/works/work.ts'
import { works } from '../../works/public.ts'
import { checkImport } from '../checks/jobs.ts'
import { runImport } from '../runs/jobs.ts'
import { undoImport } from '../undos/jobs.ts'
import { askFor, beginImport, changeImport } from '../ledger/actions.ts'
import { findImport, languageOf, listImports } from '../ledger/queries.ts'
import { importView, openImport, summaryView } from '../ledger/view.ts'
import { readSent, readTable, readWhole } from '../sources/actions.ts'

const kinds = { check: checkImport, run: runImport, undo: undoImport }

const onceKey = (kind: Pick<Work<never>, 'name'>, id: string) => `${kind.name}|${id}`

const newestWork = (control: ControlTx, accountId: string, organizationId: string, id: string) =>
  works.newestOf(
    control,
    { accountId, organizationId },
    Object.values(kinds).map((kind) => onceKey(kind, id)),
  )

async function shown(tx: TenantTx, accountId: string, id: string): Promise<PatientImport> {
  const row = await findImport(tx, id)
  if (!row) throw refuse('not-found')
  const workId = await tx.inControl('read', (control) => newestWork(control, accountId, tx.organization.id, id))
  return importView(row, tx.sealer, workId)
}

/** Said in the organization's database first: a work that finds that nobody asked for it ends. */
const asking = (verb: keyof typeof kinds) =>
  operation(contract.imports.imports[verb], {
    in: 'control',
    before: ({ inTenant, input }) => inTenant('write', (tx) => askFor(tx, verb, input.params.id)),
    work: async ({ control, platform: { master }, tenant, accountId, input: { params } }) => {
      const language = await languageOf(control, accountId)
      await queueWork(control, master, kinds[verb], {
        tenant,
        input: { importId: params.id, language },
        onceKey: onceKey(kinds[verb], params.id),
      })
      return newestWork(control, accountId, tenant.organizationId, params.id)
    },
    after: async ({ platform, inTenant, input, accountId }) => {
      platform.changes.signal(pooledPlacementId, '')
      return inTenant('read', (tx) => shown(tx, accountId, input.params.id))
    },
  })

export const importRoutes = {
  list: operation(contract.imports.imports.list, async ({ tx }) => ({
    items: (await listImports(tx)).map((row) => summaryView(row, tx.sealer)),
  })),

  create: operation(contract.imports.imports.create, {
    before: ({ inTenant, platform, input }) => readSent(inTenant, platform.blobs, input.body.fileId),
    work: async ({ tx, before }) => importView(await beginImport(tx, before), tx.sealer),
  }),

  get: operation(contract.imports.imports.get, ({ tx, accountId, input }) => shown(tx, accountId, input.params.id)),

  update: operation(contract.imports.imports.update, {
    before: async ({ inTenant, platform, sealer, input: { params, body } }) => {
      const row = await inTenant('read', (tx) => findImport(tx, params.id))
      if (!row) throw refuse('not-found')
      const { reading } = openImport(row, sealer).facts
      if (body.sheet === undefined || reading.format === 'csv' || reading.sheet === body.sheet) return undefined
      return readTable(() => readWhole(inTenant, platform.blobs, row.file_id), body.sheet)
    },
    work: async ({ tx, input: { params, body }, before, expectedVersion }) =>
      importView(
        await changeImport(tx, { id: params.id, expectedVersion, setup: body.setup, table: before }),
        tx.sealer,
      ),
  }),

  check: asking('check'),
  run: asking('run'),
  undo: asking('undo'),
}
