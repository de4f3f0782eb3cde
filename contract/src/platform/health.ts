import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'

export const platformHealth = z
  .object({
    version: z.string(),
    databases: z.array(
      z.object({
        id,
        name: z.string(),
        kind: z.enum(['pooled', 'dedicated']),
        organizations: z.int(),
        answers: z.boolean(),
        /** The newest migration that was found there; absent until an organization of it was measured. */
        schemaVersion: z.string().optional(),
        isBehind: z.boolean(),
      }),
    ),
    /** `failed`: used all their tries. `countedAt` is absent where no worker has run yet. */
    jobs: z.object({ failed: z.int(), countedAt: z.string().optional() }),
    /** Of accounts, such as invitations, in the last 14 days; those of organizations stand with each of them. */
    mails: z.object({ waiting: z.int(), failed: z.int() }),
  })
  .meta({ id: 'PlatformHealth' })

export type PlatformHealth = z.infer<typeof platformHealth>

export const healthRoutes = {
  get: operation({
    method: 'GET',
    path: '/platform/health',
    summary: 'How the installation is: databases, jobs, mails, version',
    permission: 'platform:read',
    output: platformHealth,
  }),
}
