import { useSyncExternalStore } from 'react'

const query = '(width < 40rem)'

const subscribe = (listener: () => void) => {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Whether there is room for one column only. */
export const useIsPhone = () => useSyncExternalStore(subscribe, () => matchMedia(query).matches)
