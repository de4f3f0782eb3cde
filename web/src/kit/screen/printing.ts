import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether the page is being put on paper: what only paper shows need not be drawn before. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    // Drawn before the browser goes on, or the paper would miss it.
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin, { signal })
    window.addEventListener('afterprint', end, { signal })
    const media = matchMedia('print')
    media.addEventListener('change', () => (media.matches ? begin() : end()), { signal })
    return () => stop.abort()
  }, [])
  return isPrinting
}
