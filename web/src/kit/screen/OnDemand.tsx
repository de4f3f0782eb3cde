import { lazy, Suspense, useEffect, useRef, useState, type ComponentType, type ReactNode, type RefObject } from 'react'

type Props = {
  load: () => Promise<{ default: ComponentType }>
  /** The trigger alone, looking the same; `open` fetches the rest and opens it. */
  face: (open: () => void) => ReactNode
}

/** A menu whose code comes when somebody reaches for it, so that the first view need not carry it. */
export function OnDemand({ load, face }: Props) {
  const [Menu] = useState(() => lazy(load))
  const [isWanted, setWanted] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  const still = face(() => setWanted(true))
  return (
    <span ref={place} className="contents" onPointerEnter={() => void load()} onFocus={() => void load()}>
      {isWanted ? (
        <Suspense fallback={still}>
          <Menu />
          <OpenOnce place={place} />
        </Suspense>
      ) : (
        still
      )}
    </span>
  )
}

/** The press that asked for the menu is the press that opens it. */
function OpenOnce({ place }: { place: RefObject<HTMLElement | null> }) {
  const isDone = useRef(false)
  useEffect(() => {
    if (!isDone.current) place.current?.querySelector('button')?.click()
    isDone.current = true
  }, [place])
  return null
}
