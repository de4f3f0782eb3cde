import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { addHost, removeHost, settleHost } from './actions.ts'
import { findHost, listHosts, lookForRecord } from './queries.ts'
import { isReserved } from './rules.ts'
import { hostView } from './view.ts'

const { list, create, verify, remove } = contract.website.hosts

export const hostRoutes = {
  list: operation(list, {
    in: 'control',
    work: async ({ control, tenant }) => ({ items: (await listHosts(control, tenant.organizationId)).map(hostView) }),
  }),

  create: operation(create, {
    in: 'control',
    work: async ({ control, tenant, input, platform }) => {
      const { name } = input.body
      if (isReserved(platform.config, name)) throw refuseField('name', 'host-reserved', 'is the platform’s own')
      return hostView(await addHost(control, tenant.organizationId, name))
    },
  }),

  verify: operation(verify, {
    in: 'control',
    before: async ({ inControl, tenant, input, platform }) => {
      const host = await inControl('read', (control) => findHost(control, tenant.organizationId, input.params.id))
      if (!host) throw refuse('not-found')
      return lookForRecord(platform.config, host.name, host.proof)
    },
    work: async ({ control, platform, tenant, input, before }) => {
      const host = await settleHost(control, { platform, tenant }, input.params.id, before)
      if (!host) throw refuse('not-found')
      return { host, before }
    },
    after: async ({ platform, result: { host, before } }) => {
      // owners are written to of a proof that is gone
      platform.changes.signal(pooledPlacementId, '')
      if (before !== 'there') throw refuse('record-missing')
      return hostView(host)
    },
  }),

  remove: operation(remove, {
    in: 'control',
    work: ({ control, tenant, input }) => removeHost(control, tenant.organizationId, input.params.id),
  }),
}
