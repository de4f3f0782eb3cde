/** A sliding allowance per key, in this process: it protects the process; guessing is counted in the database. */
export interface Rate {
  /** Seconds to wait, or 0 where the request may pass. */
  take(key: string): number
  giveBack(key: string): void
}

export function createRate(perMinute: number): Rate {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMs = perMinute / 60_000
  return {
    take(key) {
      const now = performance.now()
      const bucket = buckets.get(key)
      const left = Math.min(perMinute, (bucket?.left ?? perMinute) + (bucket ? (now - bucket.at) * perMs : 0))
      if (left < 1) return Math.max(1, Math.ceil((1 - left) / perMs / 1000))
      buckets.delete(key)
      buckets.set(key, { left: left - 1, at: now })
      // the longest unused go first: memory stays flat under many addresses
      if (buckets.size > 20_000)
        for (const oldest of buckets.keys()) {
          buckets.delete(oldest)
          break
        }
      return 0
    },
    giveBack(key) {
      const bucket = buckets.get(key)
      if (bucket) bucket.left = Math.min(perMinute, bucket.left + 1)
    },
  }
}
