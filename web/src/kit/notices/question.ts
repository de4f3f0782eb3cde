import { useWatched } from '../screen/watched.ts'

/** One question to the reader at a time: asked from anywhere, shown by the one place that uses it. */
export function createQuestion<T>() {
  let asked: T | null = null
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  return {
    get: () => asked,
    set: (next: T | null) => {
      asked = next
      for (const tell of listeners) tell()
    },
    hasPlace: () => listeners.size > 0,
    use: () => useWatched(subscribe, () => asked),
  }
}
