import { contract } from '@polyclinic/contract/contract.ts'
import type { PatientImport } from '@polyclinic/contract/imports/imports.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
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
import { goesOn, stepOf } from '../ledger/rules.ts'
import { importView, openImport, summaryView } from '../ledger/view.ts'
import { readSent, readTable, readWhole } from '../sources/actions.ts'

const kinds = { check: checkImport, run: runImport, undo: undoImport }

const onceKey = (kind: Pick<Work<never>, 'name'>, id: string) => `${kind.name}|${id}`

async function shown(tx: TenantTx, accountId: string, id: string): Promise<PatientImport> {
  const row = await findImport(tx, id)
  if (!row) throw refuse('not-found')
  const keys = [onceKey(kinds[stepOf(row.state)], id)]
  const whose = { accountId, organizationId: tx.organization.id }
  const going = await tx.inControl('read', async (control) => ({
    workId: await works.newestOf(control, whose, keys),
    underWay: goesOn(row.state) ? await works.underWayOf(control, keys) : undefined,
  }))
  return importView(row, tx.sealer, going)
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
