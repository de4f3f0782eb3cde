import { useSyncExternalStore } from 'react'

const subscribeTo = (query: string) => (listener: () => void) => {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

const [phone, roomy] = ['(width < 40rem)', '(width >= 80rem)']
const [subscribePhone, subscribeRoomy] = [subscribeTo(phone), subscribeTo(roomy)]

/** Whether there is room for one column only. */
export const useIsPhone = () => useSyncExternalStore(subscribePhone, () => matchMedia(phone).matches)

/** Whether there is room for all columns. */
export const useIsRoomy = () => useSyncExternalStore(subscribeRoomy, () => matchMedia(roomy).matches)
