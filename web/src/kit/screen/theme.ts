import { useWatched } from './watched.ts'

export type Theme = 'system' | 'light' | 'dark'

const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function read(): Theme {
  const theme = localStorage.getItem('theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Light, dark, or as the system has it. index.html applies the choice before the first paint. */
export function useTheme() {
  const theme = useWatched(subscribe, read)
  const setTheme = (next: Theme) => {
    if (next === 'system') {
      localStorage.removeItem('theme')
      delete document.documentElement.dataset.theme
    } else {
      localStorage.setItem('theme', next)
      document.documentElement.dataset.theme = next
    }
    for (const tell of listeners) tell()
  }
  return { theme, setTheme }
}
