import { useCallback, type ComponentPropsWithRef, type MouseEvent } from 'react'
import { useRouter, useRouterState } from '@tanstack/react-router'

export function useGo() {
  const router = useRouter()
  return useCallback(
    (href: string, options?: { replace?: boolean }) => {
      if (options?.replace) router.history.replace(href)
      else router.history.push(href)
    },
    [router],
  )
}

export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))

export function stringifySearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '')
      query.set(key, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return query.size > 0 ? `?${query}` : ''
}

/**
 * The search part of the address as state: every value is a string. `set({ visit: id })` opens a panel,
 * `set({ visit: undefined })` closes it; what is not named stays. `replace` leaves no step in the history.
 */
export function useAddress<S extends object = Record<string, string | undefined>>() {
  const router = useRouter()
  const search: Partial<S> = useRouterState({ select: (state) => state.location.search as object })
  const set = useCallback(
    (change: Partial<S>, options?: { replace?: boolean }) => {
      const { pathname, searchStr } = router.latestLocation
      const href = pathname + stringifySearch({ ...parseSearch(searchStr), ...change })
      if (options?.replace) router.history.replace(href)
      else router.history.push(href)
    },
    [router],
  )
  return { search, set }
}

type LinkProps = Omit<ComponentPropsWithRef<'a'>, 'href'> & {
  /** From paths.ts. */
  href: string
}

/** A link inside the app: no page load, and the page behind it is fetched while the pointer rests on it. */
export function AppLink({ href, onClick, children, ...props }: LinkProps) {
  const router = useRouter()
  const preload = () => void router.preloadRoute({ to: href.split('?')[0] } as never).catch(() => {})
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !isPlain || props.target) return
    event.preventDefault()
    router.history.push(href)
  }
  return (
    <a {...props} href={href} onClick={follow} onPointerEnter={preload} onFocus={preload}>
      {children}
    </a>
  )
}

export function useIsAt() {
  const here = useRouterState({ select: (state) => state.location.pathname })
  return (href: string) => here === href || here.startsWith(`${href}/`)
}
