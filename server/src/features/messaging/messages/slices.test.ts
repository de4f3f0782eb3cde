import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorkers } from '../../../kit/jobs/jobs.ts'
import type { LiveFeed } from '../../../kit/live/change-feed.ts'
import type { Mailer } from '../../../kit/mail/mail.ts'
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
      const nth = sentBy.push(0) - 1
      const { mailer } = context.platform
      const send: Mailer['send'] = (mail) => {
        sentBy[nth]! += 1
        return mailer.send(mail)
      }
      await deliverMessages.run({ ...context, platform: { ...context.platform, mailer: { ...mailer, send } } })
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
    await expect.poll(() => world.application.mails().length).toBe(count)
    await workers.drain()
  } finally {
    await workers.stop()
  }
  // two may be at it at once, and end before their slice is full
  expect(Math.max(...sentBy)).toBeLessThanOrEqual(slice)
  const addressees = world.application.mails().map((mail) => mail.to)
  expect(addressees.toSorted()).toEqual(Array.from({ length: count }, (_, nth) => to(nth)).toSorted())
})
