import { useSyncExternalStore } from 'react'

const phone = '(width < 40rem)'

const subscribe = (listener: () => void) => {
  const media = matchMedia(phone)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Whether the window is as narrow as a phone's: for what a class cannot leave out, such as a table's columns. */
export const useIsPhone = () => useSyncExternalStore(subscribe, () => matchMedia(phone).matches)
