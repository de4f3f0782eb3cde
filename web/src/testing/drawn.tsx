import { prerender } from 'react-dom/static'
import type { Query, QueryClient } from '@tanstack/react-query'
import { createMemoryHistory } from '@tanstack/react-router'
import i18next from 'i18next'
import { vi } from 'vitest'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { App } from '../App.tsx'
import { q } from '../kit/api/api.ts'
import { startTexts } from '../kit/texts/i18n.ts'
import { startRouter } from '../routes.tsx'
import { answer, networkOf, type Answer } from './answers.ts'
import { pageOf, type DrawnPage } from './markup.ts'
import { clinic } from './people.ts'

/** The whole app at an address, as this person sees it, over an API that gives these answers. Where a panel asks for more, the test says what is missing. */
export async function drawn(address: string, person: Me, answers: readonly Answer[] = []): Promise<DrawnPage> {
  const { language } = person.account
  const { fetch, unanswered } = networkOf([...everyday(person).filter((one) => !answers.some(isSame(one))), ...answers])
  const leave = enterBrowser(fetch)
  try {
    if (!i18next.isInitialized) await startTexts(language)
    await i18next.changeLanguage(language)
    const { router, client } = startRouter(createMemoryHistory({ initialEntries: [address] }))
    // drawn as it stands after the first moment, in which a browser asks once more for what failed
    client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retryOnMount: false } })
    await router.load()
    const drawing = drawnAtRest(client, () => <App router={router} client={client} />)
    await Promise.allSettled([drawing])
    // what was not answered explains whatever came of it
    if (unanswered.size > 0) throw new Error(`Nobody answered ${[...unanswered].join(', ')}.`)
    return pageOf(await drawing)
  } finally {
    leave()
  }
}

/** What the frame of every page asks for, unless a test says it otherwise. */
const everyday = (person: Me): Answer[] => [
  answer(q.identity.me.get, person),
  answer(q.organizations.roleOffers.list, { items: [] }),
  answer(q.organizations.clinics.list, { items: [clinic()] }),
  answer(q.scheduling.practitioners.list, { items: [] }),
  answer(q.support.supportAccesses.list, { items: [] }),
]

const isSame =
  ({ method, pattern }: Answer) =>
  (other: Answer) =>
    other.method === method && other.pattern.source === pattern.source

/** Draws until nothing is asked for that was not answered: one drawing may ask for what the next one shows. */
async function drawnAtRest(client: QueryClient, app: () => React.ReactNode): Promise<string> {
  for (let round = 0; round < 5; round++) {
    const failures: unknown[] = []
    const { prelude } = await prerender(app(), {
      onError: (error) => void failures.push(error),
      progressiveChunkSize: Infinity,
    })
    const markup = await new Response(prelude).text()
    if (failures.length > 0) throw failures[0]
    const open = client.getQueryCache().findAll({ predicate: isOpen })
    if (open.length === 0) return markup
    await Promise.allSettled(open.map((query) => query.fetch()))
  }
  throw new Error('The page goes on asking.')
}

const isOpen = ({ state, options }: Query) =>
  state.status === 'pending' &&
  typeof options.queryFn === 'function' &&
  (options as { enabled?: boolean }).enabled !== false

/** What a browser has beside a document; the returned function takes it away again. */
function enterBrowser(fetch: (request: Request) => Promise<Response>) {
  vi.stubGlobal('fetch', fetch)
  vi.stubGlobal('localStorage', storage())
  vi.stubGlobal('sessionStorage', storage())
  vi.stubGlobal('location', new URL('https://polyclinic.example'))
  vi.stubGlobal('navigator', { languages: [], onLine: true })
  // a wide window
  vi.stubGlobal('matchMedia', (query: string) => ({ matches: query.includes('>=') }))
  return () => vi.unstubAllGlobals()
}

function storage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'clear'> {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}
