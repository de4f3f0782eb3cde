import { useSyncExternalStore } from 'react'

const query = '(width < 40rem)'

const subscribe = (listener: () => void) => {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Whether the window is as narrow as a phone's. */
export const useIsPhone = () => useSyncExternalStore(subscribe, () => matchMedia(query).matches)
