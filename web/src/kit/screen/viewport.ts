import { useWatched } from './watched.ts'

function watched(query: string): () => boolean {
  const subscribe = (listener: () => void) => {
    const media = matchMedia(query)
    media.addEventListener('change', listener)
    return () => media.removeEventListener('change', listener)
  }
  return () => useWatched(subscribe, () => matchMedia(query).matches)
}

/** As narrow as a phone's: for what a class cannot leave out, such as a table's columns. */
export const useIsPhone = watched('(width < 40rem)')

export const useIsRoomy = watched('(width >= 80rem)')
