import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { usualLanguage } from '@polyclinic/contract/kit/language.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { newId } from '../../../kit/db/ids.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { csvOf } from '../../../kit/text/csv.ts'
import { recordAct } from '../log/actions.ts'
import { mailOwner, tryAgain } from '../setups/actions.ts'
import { findSharedRegion, listServers, requireServer } from '../setups/queries.ts'
import { createOrganization, inviteOwnerAgain, requireOrganization, settleOrganization, writeSize } from './actions.ts'
import { listOrganizations, readSizeAsOperator } from './queries.ts'
import { organizationsAsTable } from './rules.ts'
import { detailsView, organizationView } from './view.ts'

/** Rows of a table at most. */
const exported = 10_000

export const organizationRoutes = {
  list: operation(contract.platform.platformOrganizations.list, {
    in: 'control',
    work: async ({ control, input: { query } }) => {
      const { cursor, limit = 50, ...terms } = query
      const before = readCursor(cursor, z.tuple([id]))?.[0]
      const rows = await listOrganizations(control, terms, { before, limit: limit + 1 })
      return pageFrom(rows, limit, organizationView, (row) => [row.id])
    },
  }),

  export: operation(contract.platform.platformOrganizations.export, {
    in: 'control',
    work: async ({ control, input }) => {
      const rows = await listOrganizations(control, input.body, { limit: exported })
      await recordAct(control, 'organizations.export', { about: String(rows.length) })
      const day = new Date().toISOString().slice(0, 10)
      return { fileName: `organizations-${day}.csv`, csv: csvOf(organizationsAsTable(rows.map(organizationView))) }
    },
  }),

  get: operation(contract.platform.platformOrganizations.get, {
    in: 'control',
    work: async ({ control, input }) => detailsView(await requireOrganization(control, input.params.id)),
  }),

  create: operation(contract.platform.platformOrganizations.create, {
    in: 'control',
    before: ({ platform, input }) => requireServer(platform.databaseMaker, input.body.database),
    bind: () => ({ organizationId: newId() }),
    work: async ({ control, organizationId, platform, input }) => {
      const { language = usualLanguage(input.body.country), ...fields } = input.body
      const token = await createOrganization(control, platform.master, organizationId, { ...fields, language })
      const row = await requireOrganization(control, organizationId)
      if (token) await mailOwner(control, platform, row, { to: fields.ownerEmail, token, language })
      return detailsView(row)
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  servers: operation(contract.platform.platformOrganizations.servers, {
    in: 'control',
    before: ({ platform }) => listServers(platform.databaseMaker),
    work: async ({ control, before: items }) => ({ shared: { region: await findSharedRegion(control) }, items }),
  }),

  setUpAgain: operation(contract.platform.platformOrganizations.setUpAgain, {
    in: 'control',
    before: ({ input }) => ({ organizationId: input.params.id }),
    bind: ({ organizationId }) => ({ organizationId }),
    work: async ({ control, organizationId }) => {
      await requireOrganization(control, organizationId)
      await tryAgain(control, organizationId)
      return detailsView(await requireOrganization(control, organizationId))
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  inviteOwner: operation(contract.platform.platformOrganizations.inviteOwner, {
    in: 'control',
    before: ({ input }) => ({ organizationId: input.params.id }),
    bind: ({ organizationId }) => ({ organizationId }),
    work: async ({ control, organizationId, platform, input: { body } }) => {
      const token = await inviteOwnerAgain(control, organizationId, body.ownerEmail)
      const row = await requireOrganization(control, organizationId)
      const language = body.language ?? usualLanguage(row.country)
      await mailOwner(control, platform, row, { to: body.ownerEmail, token, language })
      return detailsView(row)
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  settle: operation(contract.platform.platformOrganizations.settle, {
    in: 'control',
    before: ({ input }) => ({ organizationId: input.params.id }),
    bind: ({ organizationId }) => ({ organizationId }),
    work: async ({ control, organizationId, input, expectedVersion }) =>
      detailsView(await settleOrganization(control, organizationId, expectedVersion, input.body)),
  }),

  measure: operation(contract.platform.platformOrganizations.measure, {
    in: 'control',
    before: ({ platform, access, input }) => readSizeAsOperator(platform, access.caller, input.params.id),
    work: async ({ control, input: { params }, before: size }) => {
      if (!size) throw refuse('not-found')
      await writeSize(control, params.id, size)
      await recordAct(control, 'organization.measure', { organizationId: params.id })
      return detailsView(await requireOrganization(control, params.id))
    },
  }),
}
