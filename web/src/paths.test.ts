import { createMemoryHistory, createRouter } from '@tanstack/react-router'
import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { reservedSlugs } from '@polyclinic/contract/organizations/organizations.ts'
import { parseSearch, stringifySearch } from './kit/screen/navigation.tsx'
import { features } from './app.ts'
import { hrefOf } from './kit/screen/feature.ts'
import { paths } from './paths.ts'
import { routeTree } from './routes.tsx'

const router = createRouter({
  routeTree,
  context: { client: new QueryClient() },
  history: createMemoryHistory(),
  parseSearch,
  stringifySearch,
})

type Make = (...parts: string[]) => string
type Makes = { [name: string]: Make | Makes }

/** One address of every kind that paths.ts makes. */
const addressesOf = (makes: Makes): string[] =>
  Object.values(makes).flatMap((make) =>
    typeof make === 'function' ? make(...['riverside', 'some-id'].slice(0, make.length)) : addressesOf(make),
  )

const addresses = addressesOf(paths as unknown as Makes)

/** Where the side bar and the list of settings lead. */
const listed = features.flatMap(({ nav = [], settings = [] }) =>
  [...nav.map(({ path }) => path), ...settings.map(({ screen }) => screen.path)].map((path) =>
    hrefOf(path, 'riverside'),
  ),
)

const patternOf = (address: string) => {
  const [, , found] = router.getMatchedRoutes(address.split('?')[0] ?? '')
  return found?.fullPath ?? `nothing for ${address}`
}

const strip = (pattern: string) => (pattern.length > 1 ? pattern.replace(/\/$/, '') : pattern)

test('every address that paths.ts makes and every item of a list leads to a route', () => {
  for (const address of [...addresses, ...listed]) expect(patternOf(address)).not.toContain('nothing')
})

test('every route can be reached by an address from paths.ts or from a list', () => {
  const reached = new Set([...addresses, ...listed].map((address) => strip(patternOf(address))))
  const leaves = Object.values(router.routesById).filter((route) => !route.children && route.path !== undefined)
  const missing = leaves.map((route) => strip(route.fullPath)).filter((pattern) => !reached.has(pattern))
  // The bare address of an organization is for typing; links name a page.
  expect(missing).toEqual(['/$organization'])
})

test('every screen stands at the address that its row says', () => {
  const addresses = features.flatMap(({ screens = {}, settings = [] }) =>
    [...Object.values(screens).flat(), ...settings.map(({ screen }) => screen)].map(({ path }) => path),
  )
  expect(addresses.length).toBeGreaterThan(30)
  expect(addresses.map((path) => strip(patternOf(path.replaceAll(/\$\w+/g, 'some-id'))))).toEqual(addresses)
})

test('what is put into an address comes back out of it, whatever it holds', () => {
  const search = { search: 'Zoë & Søn / 100%', at: '2026-11-23T09:00:00Z', book: '1' as const }
  const [path = '', query = ''] = paths.patients('river side', search).split('?')
  expect(path).toBe('/river%20side/patients')
  expect(parseSearch(`?${query}`)).toEqual(search)
})

test('no organization can be called like the first word of an address of ours', () => {
  const words = Object.values(router.routesById).flatMap(({ fullPath }) => /^\/([a-z-]{3,})/.exec(fullPath)?.[1] ?? [])
  expect(words.length).toBeGreaterThan(10)
  expect(words.filter((word) => !reservedSlugs.includes(word))).toEqual([])
})
