import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWorkers } from '../../../kit/jobs/jobs.ts'
import type { LiveFeed } from '../../../kit/live/change-feed.ts'
import { createWorld, type World } from '../../../testing/world.ts'
import { queueMessage } from './actions.ts'
import { deliverMessages, dueMessages, slice } from './jobs.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world.close())

test('no job sends more than a slice of what one organization has to send, and all of it leaves once', async () => {
  const organization = await world.organization()
  const count = 2 * slice + 10
  const to = (nth: number) => `reader-${nth}@example.test`
  await organization.inTenant(async (tx) => {
    for (let nth = 0; nth < count; nth++)
      await queueMessage(tx, {
        channel: 'email',
        key: `news-${nth}`,
        template: 'news',
        language: 'en',
        to: to(nth),
        delaySeconds: 0,
        content: { sender: 'Clinic', subject: 'News', text: 'We have moved.', html: '<p>We have moved.</p>' },
      })
  })
  const sentBy: number[] = []
  const counted = {
    ...deliverMessages,
    run: async (context: Parameters<typeof deliverMessages.run>[0]) => {
      const before = world.application.mails().length
      await deliverMessages.run(context)
      sentBy.push(world.application.mails().length - before)
    },
  }
  const { platform } = world.application
  const workers = await startWorkers(
    platform,
    platform.changes as LiveFeed,
    { jobs: { [counted.name]: counted }, listeners: {}, due: [dueMessages] },
    platform.databases.worker,
  )
  try {
    await vi.waitFor(() => expect(world.application.mails()).toHaveLength(count), { timeout: 25_000 })
    await workers.drain()
  } finally {
    await workers.stop()
  }
  expect(Math.max(...sentBy)).toBe(slice)
  const addressees = world.application.mails().map((mail) => mail.to)
  expect(addressees.toSorted()).toEqual(Array.from({ length: count }, (_, nth) => to(nth)).toSorted())
})
