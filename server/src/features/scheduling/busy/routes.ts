import { os, type AnyRouter } from '@orpc/server'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import type { OperationContext } from '../../../kit/http/gate.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { desks, type BusyDesk, type OpenEnd } from './actions.ts'
import { settle } from './jobs.ts'

/** Runs a request with a desk for its claims, and answers for them when it has ended; what fails is left to the sweep. */
async function atBusyDesk<Answer>(platform: Platform, work: () => Promise<Answer>): Promise<Answer> {
  const openEnds: OpenEnd[] = []
  const desk: BusyDesk = {
    openEnds,
    inControl: (tx, inside) =>
      inControl(platform.door, tx.caller, { mode: 'write', organizationId: tx.organization.id }, inside),
  }
  try {
    return await desks.run(desk, work)
  } finally {
    for (const [organizationId, ends] of Map.groupBy(openEnds, (each) => each.organizationId)) {
      await settle(platform, organizationId, ends).catch((error: Error) =>
        platform.log.warn({ part: 'busy', organizationId, err: error }, 'claims could not be settled; the sweep will'),
      )
    }
  }
}

/** Operations that book, move or cancel: each request gets a desk. */
export const withBusyDesk = <Routes extends AnyRouter>(routes: Routes): AnyRouter =>
  os
    .$context<OperationContext>()
    .use(({ context, next }) => atBusyDesk(context.platform, async () => next()))
    .router(routes) as unknown as AnyRouter
