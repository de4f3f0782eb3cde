import { expect, test } from 'vitest'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { q } from '../../kit/api/api.ts'
import { answer } from '../../testing/answers.ts'
import { drawn } from '../../testing/drawn.tsx'
import { idOf, memberOf } from '../../testing/people.ts'

const patientOf = (patients: Me['patients']): Me => ({ ...memberOf(), memberships: [], patients })
const riverside = { slug: 'riverside', name: 'Riverside' }
const linked = (change: Partial<Me['patients'][number]>): Me['patients'][number] => ({
  organization: riverside,
  patientId: idOf(70),
  name: 'Amina Haddad',
  relation: 'self',
  permissions: ['appointments'],
  ...change,
})

test('somebody without a record is told how one comes here, and is offered no practice to work in', async () => {
  const page = await drawn('/account/records', patientOf([]))
  expect(page.headings).toContain('No record is connected')
  expect([...page.links.keys()].filter((href) => !href.startsWith('/account'))).toEqual([])
})

test('each record says whose it is and what the link opens; where that is no visits, none are spoken of', async () => {
  const page = await drawn(
    '/account/records',
    patientOf([linked({}), linked({ patientId: idOf(71), name: 'Bello', relation: 'guardian', permissions: [] })]),
    [answer(q.scheduling.ownAppointments.next, { items: [] })],
  )
  expect(page.items).toEqual([
    'Amina Haddad You Riverside · Your link covers appointments End link No visit is booked.',
    'Bello You answer for them Riverside · Opens nothing at the moment End link',
  ])
})
