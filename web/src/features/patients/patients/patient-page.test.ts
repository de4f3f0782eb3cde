import { expect, test } from 'vitest'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const allowed = { allowed: true }
const refused = (reason: string) => ({ allowed: false, reason })
const patient = (change: Partial<Patient> = {}): Patient => ({
  id: idOf(70),
  kind: 'human',
  givenName: 'Amina',
  familyName: 'Haddad',
  birthDate: '1988-04-12',
  guardians: [],
  createdAt: '2026-01-01T09:00:00Z',
  version: 1,
  abilities: { update: allowed, archive: allowed, book: allowed },
  ...change,
})
const address = `/riverside/patients/${idOf(70)}`
const pageOf = (one: Patient, person = memberOf()) =>
  drawn(address, person, [
    answer(q.patients.patients.get, one),
    answer(q.patients.links.list, { items: [] }),
    answer(q.patients.allergies.list, { items: [] }),
    answer(q.patients.alerts.list, { items: [] }),
    answer(q.scheduling.appointments.list, { items: [] }),
    answer(q.records.conditions.list, { items: [] }),
  ])

test('whoever is well and on file is booked and changed, and nothing is refused', async () => {
  const page = await pageOf(patient())
  expect(page.buttons).toEqual(expect.arrayContaining(['Book visit', 'Edit']))
  expect([...page.refused]).toEqual([])
})

test('what cannot be done to a patient says why: nobody is booked who has died or lies in the archive', async () => {
  const died = patient({ deceasedOn: '2026-05-01', abilities: { ...patient().abilities, book: refused('deceased') } })
  const archived = patient({
    archivedAt: '2026-05-01T09:00:00Z',
    abilities: { update: refused('archived'), archive: allowed, book: refused('archived') },
  })
  expect([...(await pageOf(died)).refused]).toEqual([['Book visit', 'The patient has died.']])
  const why = 'The patient is archived. Bring it back first.'
  expect([...(await pageOf(archived)).refused]).toEqual([
    ['Edit', why],
    ['Book visit', why],
  ])
})

test('of somebody who has died, no next visit is spoken of', async () => {
  const none = 'No visit booked'
  expect((await pageOf(patient())).text).toContain(none)
  expect((await pageOf(patient({ deceasedOn: '2026-05-01' }))).text).not.toContain(none)
})

test('whoever may only read a patient is offered nothing to press, and not who else looked', async () => {
  const page = await pageOf(patient(), memberOf({ permissions: ['patients.read'] }))
  expect(page.headings).toContain('Amina Haddad')
  expect(page.buttons).toEqual([])
  expect(page.text).not.toContain('Access history')
})

test('a patient whom the reader may not see looks like one that does not exist, with the way back', async () => {
  const page = await drawn(address, memberOf(), [refusal(q.patients.patients.get, 'not-found')])
  expect(page.text).toContain('This does not exist, or you cannot see it.')
  expect(page.links.get('/riverside/patients')).toBeDefined()
})

test('whoever may change a patient is offered a picture, and another one where there is one', async () => {
  expect((await pageOf(patient())).buttons).toContain('Add a picture')
  const pictured = await pageOf(patient({ pictureId: idOf(71) }))
  expect(pictured.buttons).toContain('Change the picture')
  expect(pictured.markup).toContain(`/patients/${idOf(70)}/picture?of=${idOf(71)}`)
})

test.each([
  ['known', 'Allergies: Penicillin and Kiwi and 2 more'],
  ['none-known', 'No known allergies'],
  ['past', 'No active allergies'],
  ['not-asked', 'Allergies not asked yet'],
] as const)(
  'allergies that are %s are told in words of their own, and so are the alerts of the day',
  async (state, said) => {
    const named =
      state === 'known'
        ? ([
            { code: 'penicillin', criticality: 'high' },
            { text: 'Kiwi', criticality: 'low' },
          ] as const)
        : []
    const page = await pageOf(
      patient({
        warnings: {
          allergies: { state, named: [...named], others: state === 'known' ? 2 : 0 },
          alerts: [{ id: idOf(72), kind: 'behaviour', priority: 'high', text: 'Bites' }],
        },
      }),
    )
    expect(page.text).toContain(said)
    expect(page.text).toContain('Behaviour: Bites')
  },
)
