import { contract } from '@polyclinic/contract/contract.ts'
import { productVersion } from '../../../kit/config/version.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { readMigrations } from '../../../kit/db/migrations.ts'
import { operation } from '../../../kit/http/operation.ts'
import { countTroubles, listDatabases, type DatabaseRow } from './queries.ts'

/** Of the code that runs. */
const newestMigration = readMigrations('tenant').at(-1)?.name ?? ''

export const healthRoutes = {
  get: operation(contract.platform.platformHealth.get, {
    in: 'control',
    work: async ({ control }) => {
      const databases = await listDatabases(control)
      const troubles = await countTroubles(control)
      return {
        version: productVersion,
        databases: databases.map(databaseView),
        jobs: {
          failed: troubles.failed_jobs ?? 0,
          ...(troubles.jobs_counted_at && { countedAt: troubles.jobs_counted_at }),
        },
        mails: { waiting: troubles.waiting_mails, failed: troubles.failed_mails },
      }
    },
  }),
}

const databaseView = ({ id, name, organizations, answers, schema_version }: DatabaseRow) => ({
  id,
  name,
  kind: id === pooledPlacementId ? ('pooled' as const) : ('dedicated' as const),
  organizations,
  answers,
  ...(schema_version && { schemaVersion: schema_version }),
  isBehind: schema_version !== null && schema_version < newestMigration,
})
