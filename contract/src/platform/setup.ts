import { z } from 'zod'
import { looseText } from '../kit/text.ts'
import { instant } from '../kit/time.ts'

/** Why a database could not be made. */
export const setupFailures = ['may-not-create', 'unreachable', 'no-server', 'other-region', 'unexpected'] as const

/** A server that the installation's configuration names; `main` is the one that everything else is on. */
export const serverName = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** Whether a database can be made on a server, as it answers now. */
export const serverStates = ['ready', 'may-not-create', 'silent'] as const

/** How far an organization's own database is; it waits for that before its owner is invited. */
export const setup = z
  .object({
    server: serverName,
    region: z.string(),
    askedAt: instant,
    tries: z.int(),
    /** Nothing goes on by itself any more. */
    failed: z.object({ at: instant, why: z.enum(setupFailures) }).optional(),
  })
  .meta({ id: 'OrganizationSetup' })

/** A database of its own, on a server that is configured and in the region that is meant. */
export const ownDatabase = z.strictObject({ server: serverName, region: looseText(60) })
