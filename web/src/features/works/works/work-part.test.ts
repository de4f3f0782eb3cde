import { expect, test } from 'vitest'
import type { Work } from '@polyclinic/contract/works/works.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const work = (change: Partial<Work>): Work => ({
  id: idOf(70),
  kind: 'identity.own-data',
  state: 'running',
  progress: { done: 1, total: 4 },
  isStopping: false,
  createdAt: '2026-11-28T10:00:00.000Z',
  abilities: { cancel: { allowed: true }, download: { allowed: false, reason: 'wrong-state' } },
  ...change,
})
const done = work({
  state: 'done',
  result: { name: 'polyclinic-account.zip', type: 'application/zip', size: 48_211, missing: [] },
  expiresAt: '2026-12-05T12:00:00.000Z',
  abilities: { cancel: { allowed: false, reason: 'wrong-state' }, download: { allowed: true } },
})

const pageWith = (works: Work[], person = memberOf()) =>
  drawn('/account/data', person, [answer(q.works.works.list, { items: works })])

test('who has asked for nothing is offered to; somebody else’s kind of work changes nothing', async () => {
  for (const works of [[], [work({ kind: 'billing.report' })]])
    expect((await pageWith(works)).buttons).toContain('Make a copy of my data')
})

test('what goes on says how far it is, and can be stopped; found again whenever the page is opened', async () => {
  const page = await pageWith([work({})])
  expect(page.markup).toContain('aria-valuetext="25%"')
  expect(page.buttons).toContain('Stop')
  expect(page.buttons).not.toContain('Make a copy of my data')
  expect((await pageWith([work({ isStopping: true })])).markup).toContain('Stopping')
  expect((await pageWith([work({ state: 'queued', progress: { done: 0 } })])).markup).not.toContain('aria-valuetext')
})

test('what is ready says how large it is and until when it is kept, in the reader’s language', async () => {
  const page = await pageWith([done])
  expect(page.markup).toContain('polyclinic-account.zip')
  expect(page.markup).toMatch(/48 kB.*Kept until .*December 2026/)
  expect(page.buttons).toEqual(expect.arrayContaining(['Download', 'Make a new one']))
  expect((await pageWith([done], memberOf({ language: 'de' }))).buttons).toContain('Herunterladen')
})

test('what could not be had is named', async () => {
  const result = { ...(done.result as NonNullable<Work['result']>), missing: ['Meadow', 'Northgate'] }
  expect((await pageWith([{ ...done, result }])).markup).toContain('it did not answer: Meadow and Northgate')
})

test('a failure is told in words, with the way to try again; what was stopped says that nothing is kept', async () => {
  for (const [error, words] of [
    ['interrupted', 'cut off several times'],
    ['unavailable', 'database did not answer'],
    ['unexpected', 'did not succeed'],
  ] as const) {
    const page = await pageWith([work({ state: 'failed', error })])
    expect(page.markup).toContain(words)
    expect(page.buttons).toContain('Try again')
  }
  expect((await pageWith([work({ state: 'cancelled' })])).markup).toContain('Nothing of it is kept')
})

test('what may not be taken any more is not offered; a new one can be asked for', async () => {
  const [cancel, download] = [{ allowed: false }, { allowed: false, reason: 'not-allowed' }]
  const { buttons } = await pageWith([{ ...done, abilities: { cancel, download } }])
  expect(buttons).not.toContain('Download')
  expect(buttons).toContain('Make a copy of my data')
})
