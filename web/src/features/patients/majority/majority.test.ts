import { expect, test } from 'vitest'
import { permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const address = '/riverside/of-age'
const due = {
  patientId: idOf(70),
  name: 'Tobi Adeyemi',
  birthDate: '2008-11-26',
  ofAgeOn: '2026-11-26',
  guardians: [{ id: idOf(71), name: 'Grace Adeyemi' }],
  hasEmail: true,
}

test('who has come of age is listed with those who answer, and each can be decided about', async () => {
  const page = await drawn(address, memberOf(), [answer(q.patients.majorityReviews.list, { items: [due] })])
  expect(page.text).toContain('Answering: Grace Adeyemi')
  expect(page.buttons).toContain('Decide for Tobi Adeyemi')
})

test('nobody to decide about, a list that cannot be had and no right to it are three screens', async () => {
  const none = await drawn(address, memberOf(), [answer(q.patients.majorityReviews.list, { items: [] })])
  expect(none.headings).toContain('Nobody to decide about')
  const failed = await drawn(address, memberOf(), [refusal(q.patients.majorityReviews.list, 'unexpected')])
  expect(failed.buttons).toContain('Try again')
  const permissions = permissionsOf('receptionist').filter((one) => one !== 'patients.write')
  const reader = await drawn(address, memberOf({ permissions }), [
    answer(q.patients.majorityReviews.list, { items: [due] }),
  ])
  expect(reader.text).not.toContain('Tobi Adeyemi')
})
