import { useWatched } from '../screen/watched.ts'

/** Seeing an organization as one of its roles does, in this tab; nothing can be changed meanwhile. */
export interface Preview {
  /** Whose preview it is: nobody else who signs in here inherits it. */
  accountId: string
  organization: string
  role: { key: string; name: string }
  permissions: readonly string[]
}

const storageKey = 'preview'

function read(): Preview | undefined {
  try {
    const kept = sessionStorage.getItem(storageKey)
    return kept ? (JSON.parse(kept) as Preview) : undefined
  } catch {
    return undefined
  }
}

let preview = read()
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function keep(next: Preview | undefined) {
  preview = next
  if (next) sessionStorage.setItem(storageKey, JSON.stringify(next))
  else sessionStorage.removeItem(storageKey)
  for (const tell of listeners) tell()
}

/** Sees the organization as this role from now on. What the tab has fetched was fetched for another: load the page anew. */
export const startPreview = (next: Preview) => keep(next)

export const endPreview = () => keep(undefined)

export const usePreview = () => useWatched(subscribe, () => preview)

/** Tells the server which role to answer as; only where the call goes to the organization that is looked at. */
export function previewHeaders(input: unknown): { 'x-view-as'?: string } {
  const { params } = (input ?? {}) as { params?: { organization?: string } }
  return preview && params?.organization === preview.organization ? { 'x-view-as': preview.role.key } : {}
}
