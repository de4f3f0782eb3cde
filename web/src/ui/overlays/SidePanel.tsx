import {
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react'
import { X } from 'lucide-react'
import { cx } from '../class-names.ts'
import { IconButton } from '../buttons/IconButton.tsx'
import { silencePageBehind } from './page-behind.ts'

type Props = {
  title: ReactNode
  subtitle?: ReactNode
  closeLabel: string
  onClose: () => void
  headerActions?: ReactNode
  /** Stays below the header while the content scrolls. */
  notice?: ReactNode
  /** Stays at the bottom while the content scrolls. */
  actions?: ReactNode
  size?: 'medium' | 'large'
  className?: string
  children: ReactNode
}

/**
 * Detail beside the work. Put it last in a flex row of full height and render it only while open.
 * Below 1024 px it lies over the work, on a phone it covers the screen. Escape closes; focus returns.
 */
export function SidePanel({
  title,
  subtitle,
  closeLabel,
  onClose,
  headerActions,
  notice,
  actions,
  size = 'medium',
  className,
  children,
}: Props) {
  const titleId = useId()
  const panel = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // First, so that on closing the page is reachable again before the focus goes back to it.
  useCoveredPageInert(panel)
  useBorrowedFocus(panel, heading)

  useEscape(panel, onClose)

  return (
    <aside
      ref={panel}
      // A press on its empty parts keeps the keyboard here.
      tabIndex={-1}
      data-panel=""
      aria-labelledby={titleId}
      className={cx(
        'outline-none! slide-end-in fixed inset-y-0 end-0 z-30 flex w-full flex-col border-line bg-surface text-ink',
        'max-lg:shadow-overlay sm:border-s lg:static lg:z-auto lg:h-full lg:shrink-0',
        size === 'large' ? 'sm:w-[36rem]' : 'sm:w-[26rem]',
        className,
      )}
    >
      <header className="flex min-h-16 items-center gap-1 border-b border-line py-2 ps-6 pe-3 max-sm:ps-4">
        <div className="me-auto min-w-0">
          <h2
            ref={heading}
            id={titleId}
            tabIndex={-1}
            dir="auto"
            className="truncate text-parent text-16 font-semibold outline-none!"
          >
            {title}
          </h2>
          {subtitle && <div className="truncate text-13 text-muted">{subtitle}</div>}
        </div>
        {headerActions}
        <IconButton label={closeLabel} icon={<X aria-hidden="true" className="size-5" />} onPress={onClose} />
      </header>
      {notice && (
        <div className="max-h-[40%] shrink-0 overflow-auto border-b border-line px-6 py-2 max-sm:px-4">{notice}</div>
      )}
      <div className="relative min-h-0 flex-1 overflow-auto overscroll-contain px-6 py-5 max-sm:px-4">{children}</div>
      {actions && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3 max-sm:px-4">
          {actions}
        </footer>
      )}
    </aside>
  )
}

/**
 * On opening the keyboard comes here: to the first field of a form, which asks for it itself, else to the heading. On
 * closing it goes back to where it came from, or to the work beside; before the panel leaves the page, so that no key
 * falls in between.
 */
function useBorrowedFocus(panel: RefObject<HTMLElement | null>, heading: RefObject<HTMLElement | null>) {
  // Before a field inside takes the focus.
  const [before] = useState(() => document.activeElement)
  // In the layout phase, which comes again when the panel had to wait for its texts out of sight.
  useLayoutEffect(() => {
    const element = panel.current
    if (!element?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true })
    return () => {
      const now = document.activeElement
      const isOurs = now === null || now === document.body || element?.contains(now)
      if (!isOurs) return
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
      const back = isThere ? before : document.querySelector<HTMLElement>('main[tabindex]')
      back?.focus({ preventScroll: true })
    }
  }, [panel, heading, before])
}

/** While the panel covers a phone's screen, what lies under it can be neither reached nor read. */
function useCoveredPageInert(panel: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const phone = matchMedia('(width < 40rem)')
    let restore: (() => void) | undefined
    const follow = () => {
      restore?.()
      restore = phone.matches && panel.current ? silencePageBehind(panel.current) : undefined
    }
    follow()
    phone.addEventListener('change', follow)
    return () => {
      phone.removeEventListener('change', follow)
      restore?.()
    }
  }, [panel])
}

/**
 * Listens on the document, after React: a list or dialog inside the panel has then already taken its own Escape. Where
 * nothing has the focus, the panel is what Escape means.
 */
function useEscape(panel: RefObject<HTMLElement | null>, onClose: () => void) {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isInside =
      event.target === document.body || (event.target instanceof Node && panel.current?.contains(event.target))
    if (event.key === 'Escape' && !event.defaultPrevented && isInside) onClose()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
