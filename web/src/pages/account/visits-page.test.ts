import { expect, test } from 'vitest'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { q } from '../../kit/api/api.ts'
import { answer, refusal } from '../../testing/answers.ts'
import { drawn } from '../../testing/drawn.tsx'
import { idOf, memberOf } from '../../testing/people.ts'

const riverside = { slug: 'riverside', name: 'Riverside' }
const patient: Me['patients'][number] = {
  organization: riverside,
  patientId: idOf(70),
  name: 'Amina Haddad',
  relation: 'self',
  permissions: ['appointments'],
}
const patientOf = (patients: Me['patients']): Me => ({ ...memberOf(), memberships: [], patients })
const past = {
  organization: { ...riverside, country: 'GB' },
  patientId: patient.patientId,
  state: 'completed' as const,
  startsAt: '2026-01-12T09:00:00.000Z',
  endsAt: '2026-01-12T09:30:00.000Z',
  serviceName: 'Consultation',
  practitionerName: 'Dr Okoye',
  clinic: { name: 'Old Town', timeZone: 'Europe/London' },
}
const ahead = {
  ...past,
  state: 'booked' as const,
  startsAt: '2099-01-12T09:00:00.000Z',
  endsAt: '2099-01-12T09:30:00.000Z',
  page: '/visit/riverside/token',
}
const answers = [
  answer(q.scheduling.ownAppointments.list, { items: [ahead] }),
  answer(q.scheduling.ownAppointments.past, { items: [past] }),
]

test('what comes is confirmed, cancelled and printed behind its own page; of what is past there is nothing to do', async () => {
  const page = await drawn('/account/visits', patientOf([patient]), answers)
  expect(page.items).toHaveLength(2)
  expect(page.items[0]).toContain('Amina Haddad Consultation With Dr Okoye Riverside · Old Town')
  expect([...page.links.keys()].filter((href) => href.startsWith('/visit/'))).toEqual([
    '/visit/riverside/token',
    '/visit/riverside/token/cancellation',
    '/visit/riverside/token/slip.pdf',
  ])
})

test('whoever has arrived is offered no cancellation any more', async () => {
  const page = await drawn('/account/visits', patientOf([patient]), [
    answer(q.scheduling.ownAppointments.list, { items: [{ ...ahead, state: 'arrived' }] }),
    answer(q.scheduling.ownAppointments.past, { items: [] }),
  ])
  expect([...page.links.keys()]).not.toContain('/visit/riverside/token/cancellation')
  expect(page.text).toContain('No visit lies behind.')
})

test('without a record, and where the links open no visits, the page says what to do, and asks no practice', async () => {
  const none = await drawn('/account/visits', patientOf([]))
  expect(none.text).toContain('Connect your record first')
  const closed = await drawn('/account/visits', patientOf([{ ...patient, permissions: ['records'] }]))
  expect(closed.text).toContain('Your links do not cover visits.')
})

test('past visits that cannot be read hide nothing of what is ahead', async () => {
  const page = await drawn('/account/visits', patientOf([patient]), [
    answers[0]!,
    refusal(q.scheduling.ownAppointments.past, 'unavailable'),
  ])
  expect(page.items).toHaveLength(1)
  expect(page.buttons).toContain('Try again')
})
