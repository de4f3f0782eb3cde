import type { ChangeFeed } from '../live/change-feed.ts'
import { publicFor } from './page-kinds.ts'

/** Organizations whose public pages a process remembers. */
const maxRemembered = 1_000

export interface Remembered<Value> {
  find(key: string): Value | undefined
  /** Begins to listen before it reads, so that a change while it reads is not missed. */
  read(key: string, organizationId: string, read: () => Promise<Value>): Promise<Value>
}

/** What everybody may read, for a minute at most, and no longer than nothing of its organization changes. */
export function rememberPublic<Value>(changes: Pick<ChangeFeed, 'subscribe'>): Remembered<Value> {
  const entries = new Map<string, { value: Value; until: number; forget: () => void }>()
  return {
    find(key) {
      const entry = entries.get(key)
      if (entry && entry.until <= performance.now()) entry.forget()
      return entries.get(key)?.value
    },
    async read(key, organizationId, read) {
      let isForgotten = false
      const forget = () => {
        isForgotten = true
        if (entries.get(key)?.forget === forget) entries.delete(key)
        unsubscribe()
      }
      const unsubscribe = changes.subscribe(organizationId, forget)
      try {
        const value = await read()
        if (isForgotten) return value
        entries.get(key)?.forget()
        entries.set(key, { value, until: performance.now() + publicFor * 1000, forget })
        if (entries.size > maxRemembered) entries.values().next().value?.forget()
        return value
      } catch (error) {
        unsubscribe()
        throw error
      }
    },
  }
}
