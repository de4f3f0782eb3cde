import { useSyncExternalStore } from 'react'

/** What React does not keep, drawn anew when `subscribe` tells of a change. It is read the same where there is no document. */
export const useWatched = <T>(subscribe: (listener: () => void) => () => void, read: () => T): T =>
  useSyncExternalStore(subscribe, read, read)
