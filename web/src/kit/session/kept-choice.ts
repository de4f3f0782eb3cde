import { useMemo } from 'react'
import { useMe } from './session.tsx'
import { useWatched } from '../screen/watched.ts'

const changed = new EventTarget()
const subscribe = (listener: () => void) => {
  changed.addEventListener('change', listener)
  addEventListener('storage', listener)
  return () => {
    changed.removeEventListener('change', listener)
    removeEventListener('storage', listener)
  }
}

/** Names that somebody chose on this browser, kept for the account: `useKeptChoice('columns:patients')`. */
export function useKeptChoice(name: string): [chosen: readonly string[], keep: (chosen: readonly string[]) => void] {
  const key = `${name}:${useMe().account.id}`
  const stored = useWatched(subscribe, () => localStorage.getItem(key) ?? '')
  const keep = (chosen: readonly string[]) => {
    if (chosen.length > 0) localStorage.setItem(key, chosen.join(' '))
    else localStorage.removeItem(key)
    changed.dispatchEvent(new Event('change'))
  }
  return [useMemo(() => stored.split(' ').filter(Boolean), [stored]), keep]
}
