import type { LiveFeed } from './change-feed.ts'

export interface News {
  placements: string[]
  organizations: string[]
  /** Organizations of which the gate finds something else now; `*` is any. */
  tenants?: string[]
}

/** Who in this process wants to hear of news. */
export function createSubscribers() {
  const subscribers = new Map<string, Set<() => void>>()
  const placementListeners: ((placementId: string) => void)[] = []
  const tenantListeners: ((organizationId: string | undefined) => void)[] = []
  const ending = new AbortController()

  function wakeAll(): void {
    for (const all of subscribers.values()) for (const callback of all) callback()
  }

  const feed: Omit<LiveFeed, 'signal' | 'close'> = {
    subscribe(organizationId, onNews) {
      const all = subscribers.get(organizationId) ?? new Set()
      subscribers.set(organizationId, all.add(onNews))
      return () => {
        all.delete(onNews)
        if (all.size === 0) subscribers.delete(organizationId)
      }
    },
    onPlacement: (callback) => void placementListeners.push(callback),
    onTenantChanged: (callback) => void tenantListeners.push(callback),
    ending: ending.signal,
    end() {
      ending.abort()
      wakeAll()
    },
  }
  return {
    feed,
    wakeAll,
    hear({ placements, organizations, tenants = [] }: News): void {
      for (const id of tenants) for (const callback of tenantListeners) callback(id === '*' ? undefined : id)
      for (const placement of placements) for (const callback of placementListeners) callback(placement)
      // whoever follows an organization looks again whether it may, and at what
      if (tenants.includes('*')) return wakeAll()
      for (const organization of [...organizations, ...tenants])
        for (const callback of subscribers.get(organization) ?? []) callback()
    },
  }
}
