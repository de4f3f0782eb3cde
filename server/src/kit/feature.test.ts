import { id } from '@polyclinic/contract/kit/ids.ts'
import { expect, test } from 'vitest'
import { sealed, text } from './crypto/sealed.ts'
import { jobsOf, readableIn, sealedIn, withinOf, type Feature } from './feature.ts'
import { event, on, within } from './jobs/events.ts'
import { job } from './jobs/job.ts'

const thingMade = event('thing.made', { thingId: id })
const tell = job('things.tell', { thingId: id }, async () => {})
const count = job('others.count', {}, async () => {})
const things: Feature = {
  name: 'things',
  tier: 1,
  owns: ['tenant.things'],
  sealed: [sealed('things', { memo: text })],
  readable: { 'tenant.things.name': 'stands on it' },
  jobs: [tell],
  on: [on(thingMade, tell)],
}
const others: Feature = {
  name: 'others',
  tier: 2,
  owns: [],
  on: [on(thingMade, count)],
  within: [within(thingMade, async () => {})],
}

test('an event starts the jobs of every feature that listens, the lowest feature first', () => {
  const { jobs, listeners } = jobsOf([things, others])
  expect(listeners).toEqual({ 'thing.made': ['things.tell', 'others.count'] })
  expect(jobs).toEqual({ 'things.tell': tell, 'others.count': count })
  expect(withinOf([things, others]).map((listener) => listener.event)).toEqual(['thing.made'])
})

test('two jobs of one name are refused: the queue could not tell them apart', () => {
  const again = { ...others, jobs: [job('things.tell', {}, async () => {})] }
  expect(() => jobsOf([things, again])).toThrow('two jobs are called things.tell')
})

test('what features seal and what may be read is known with what the kit itself keeps', () => {
  expect(sealedIn([things])).toEqual([
    'tenant.idempotency_keys.answer_sealed',
    'tenant.audit_keys.key_sealed',
    'tenant.things.memo_sealed',
  ])
  expect(readableIn([things])).toMatchObject({
    'tenant.things.name': 'stands on it',
    'tenant.events.name': expect.any(String),
  })
})
