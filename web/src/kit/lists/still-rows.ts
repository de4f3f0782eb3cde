import { useState } from 'react'
import { useStillness } from './stillness.ts'

export type StillRow<T> = { item: T; isGone: boolean }

/** The rows as they stood, each with what is known of it now; what came meanwhile waits. */
export function rowsAsTheyStood<T extends { id: string }>(before: readonly T[], now: readonly T[]): StillRow<T>[] {
  const known = new Map(now.map((item) => [item.id, item]))
  return before.map((old) => ({ item: known.get(old.id) ?? old, isGone: !known.has(old.id) }))
}

/**
 * A list whose rows keep their places while somebody is at work in it, so that a second press meets the same row; what is
 * gone stays until then. Spread `area` on the list.
 */
export function useStillRows<T extends { id: string }>(items: readonly T[]) {
  const { isStill, area } = useStillness()
  const [before, setBefore] = useState(items)
  if (!isStill && before !== items) setBefore(items)
  return { rows: rowsAsTheyStood(isStill ? before : items, items), area }
}
