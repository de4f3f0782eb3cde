import { pooledPlacementId } from '../db/databases.ts'
import type { LiveFeed } from './change-feed.ts'
import { createSubscribers } from './subscribers.ts'

/** Milliseconds between two looks. */
const lookEvery = 1_500

/**
 * For where nothing may listen: whoever follows changes looks for them again and again. What this process changed itself
 * is told at once. Events in databases of one organization wait for the workers' own round.
 */
export function openPollingFeed(): LiveFeed {
  const { feed, wakeAll, hear } = createSubscribers()
  const timer = setInterval(() => {
    wakeAll()
    hear({ placements: [pooledPlacementId], organizations: [] })
  }, lookEvery)
  return {
    ...feed,
    signal: (placementId, organizationId) => hear({ placements: [placementId], organizations: [organizationId] }),
    close: async () => clearInterval(timer),
  }
}
