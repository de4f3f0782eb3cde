import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import type { Tenant } from '../../../kit/db/tenant.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { notAllowed, refuse } from '../../../kit/http/refusal.ts'
import { listPieces } from '../../../kit/works/pieces.ts'
import { cancelWork } from './actions.ts'
import { listWorks, ownWork } from './queries.ts'
import { missingRight, resultView, workView } from './view.ts'

interface Asked {
  platform: Platform
  control: ControlTx
  accountId: string
  /** Absent where the account's own works are meant. */
  tenant?: Tenant
}

const whose = ({ accountId, tenant }: Pick<Asked, 'accountId' | 'tenant'>) => ({
  accountId,
  ...(tenant && { organizationId: tenant.organizationId }),
})

const listed = async ({ platform: { master }, control, ...asked }: Asked) => ({
  items: (await listWorks(control, whose(asked))).map((row) => workView(master, row, asked.tenant)),
})

const shown = async ({ platform: { master }, control, ...asked }: Asked, id: string) =>
  workView(master, await ownWork(control, whose(asked), id), asked.tenant)

const cancelled = async ({ platform: { master }, control, ...asked }: Asked, id: string) =>
  workView(master, await cancelWork(control, whose(asked), id), asked.tenant)

async function fileOf({ platform: { master, blobs }, control, ...asked }: Asked, id: string) {
  const row = await ownWork(control, whose(asked), id)
  const missing = missingRight(row, asked.tenant)
  if (missing) throw notAllowed(missing)
  const file = resultView(master, blobs, row, await listPieces(control, row.id), asked.tenant)
  if (row.state !== 'done' || !file) throw refuse('wrong-state', { state: row.state })
  return file
}

/** Workers hear of it at once. */
const signalled = async <Result>({ platform, result }: { platform: Platform; result: Result }): Promise<Result> => {
  platform.changes.signal(pooledPlacementId, '')
  return result
}

export const workRoutes = {
  list: operation(contract.works.works.list, {
    in: 'control',
    work: ({ platform, control, accountId }) => listed({ platform, control, accountId }),
  }),
  get: operation(contract.works.works.get, {
    in: 'control',
    work: ({ platform, control, accountId, input }) => shown({ platform, control, accountId }, input.params.id),
  }),
  cancel: operation(contract.works.works.cancel, {
    in: 'control',
    work: ({ platform, control, accountId, input }) => cancelled({ platform, control, accountId }, input.params.id),
    after: signalled,
  }),
  result: operation(contract.works.works.result, {
    in: 'control',
    work: ({ platform, control, accountId, input }) => fileOf({ platform, control, accountId }, input.params.id),
  }),
}

export const organizationWorkRoutes = {
  list: operation(contract.works.organizationWorks.list, { in: 'control', work: (given) => listed(given) }),
  get: operation(contract.works.organizationWorks.get, {
    in: 'control',
    work: (given) => shown(given, given.input.params.id),
  }),
  cancel: operation(contract.works.organizationWorks.cancel, {
    in: 'control',
    work: (given) => cancelled(given, given.input.params.id),
    after: signalled,
  }),
  result: operation(contract.works.organizationWorks.result, {
    in: 'control',
    work: (given) => fileOf(given, given.input.params.id),
  }),
}
