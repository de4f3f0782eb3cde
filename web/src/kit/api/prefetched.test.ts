import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { usePrefetched } from './prefetched.ts'

const rooms = { queryKey: ['rooms', 'riverside'], queryFn: () => Promise.resolve(['Room 1']), retry: false }

const drawn = (client: QueryClient, options: typeof rooms & { enabled?: boolean } = rooms) => {
  const Rooms = () => createElement('p', {}, useQuery(usePrefetched(options)).data?.join())
  return renderToString(createElement(QueryClientProvider, { client }, createElement(Rooms)))
}

test('a screen that reads what its row does not fetch is told so by name while it is being written', () => {
  expect(() => drawn(new QueryClient())).toThrow(/\["rooms","riverside"\] .*`needs`.*screens\.ts/)
})

test('what was fetched ahead is drawn, and so is what is still on its way', async () => {
  const client = new QueryClient()
  const arrival = client.prefetchQuery(rooms)
  expect(drawn(client)).toBe('<p></p>')
  await arrival
  expect(drawn(client)).toBe('<p>Room 1</p>')
})

test('what failed ahead is the panel’s to show, and what is not asked for needs nobody', async () => {
  const client = new QueryClient()
  await client.prefetchQuery({ ...rooms, queryFn: () => Promise.reject(new Error('away')) })
  expect(drawn(client)).toBe('<p></p>')
  expect(drawn(new QueryClient(), { ...rooms, enabled: false })).toBe('<p></p>')
})
