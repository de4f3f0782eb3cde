import { useEffect, useRef, useState } from 'react'

/** A text that follows the keyboard at once and the address soon after, and the address when one goes back. */
export function useAddressText(inAddress: string, write: (text: string) => void) {
  const [text, setText] = useState(inAddress)
  const [seen, setSeen] = useState(inAddress)
  const [written, setWritten] = useState(inAddress)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (seen !== inAddress) {
    setSeen(inAddress)
    // What we wrote ourselves may be older than what has been typed since.
    if (inAddress !== written) setText(inAddress)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const send = (next: string) => {
    setWritten(next)
    write(next)
  }
  const change = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => send(next.trim()), next === '' ? 0 : 150)
  }
  return [text, change] as const
}
