import { expect, test } from 'vitest'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const relation = (change: Partial<Relation> = {}): Relation => ({
  patientId: idOf(70),
  patientName: 'Bello',
  species: 'dog',
  guardianId: idOf(71),
  guardianName: 'Jonas Brandt',
  kind: 'owner',
  state: 'running',
  permissions: ['appointments', 'records', 'billing', 'messages'],
  isPreferred: false,
  afterwards: 'nothing',
  version: 1,
  ...change,
})
const allowed = { allowed: true }

const pageOf = (relations: Relation[]) =>
  drawn(`/riverside/patients/${idOf(70)}`, memberOf({ kind: 'veterinary' }), [
    answer(q.patients.patients.get, {
      id: idOf(70),
      kind: 'animal',
      species: 'dog',
      givenName: 'Bello',
      guardians: [{ id: idOf(71), name: 'Jonas Brandt' }],
      warnings: {
        allergies: { state: 'not-asked', named: [], others: 0 },
        alerts: [],
        keptOut: [{ guardianId: idOf(72), name: 'Karl Brandt', reason: 'Court order' }],
      },
      createdAt: '2026-01-01T09:00:00Z',
      version: 1,
      abilities: { update: allowed, archive: allowed, book: allowed },
    }),
    answer(q.patients.relations.list, { items: relations }),
    answer(q.patients.guardians.get, {
      id: idOf(71),
      name: 'Jonas Brandt',
      patients: [],
      createdAt: '2026-01-01T09:00:00Z',
      version: 1,
    }),
    answer(q.patients.links.list, { items: [] }),
    answer(q.patients.allergies.list, { items: [] }),
    answer(q.patients.alerts.list, { items: [] }),
    answer(q.scheduling.appointments.list, { items: [] }),
  ])

test('who answers is shown with share, days and rights; who is kept out, beside the name; who did, folded', async () => {
  const page = await pageOf([
    relation({ sharePercent: 66.67, isPreferred: true, from: '2026-03-01' }),
    relation({ guardianId: idOf(72), guardianName: 'Karl Brandt', permissions: ['billing'], state: 'ahead' }),
    relation({
      guardianId: idOf(73),
      guardianName: 'Lena Old',
      state: 'ended',
      until: '2026-02-28',
      afterwards: 'until-then',
    }),
  ])
  expect(page.text).toContain('Owner · 66.67% · preferred')
  expect(page.text).toContain('from 1 Mar 2026')
  expect(page.text).toContain('May only: Bills')
  expect(page.text).toContain('Kept out: Karl Brandt')
  expect(page.text).toContain('Former owners')
  expect(page.text).toContain('Still sees what there was until then')
  expect(page.buttons).toEqual(expect.arrayContaining(['Change owner', 'Change what Jonas Brandt is and may']))
})

test('a guardian’s page names each patient once, with what they are to it, and what is next; those of before, folded', async () => {
  const rows = [
    relation({ patientName: 'Bello', sharePercent: 50 }),
    relation({ patientId: idOf(80), patientName: 'Ahead', state: 'ahead', from: '2027-01-01' }),
    relation({ patientId: idOf(81), patientName: 'Past', state: 'ended', until: '2026-02-28' }),
  ]
  const bello: PatientSummary = {
    id: idOf(70),
    kind: 'animal',
    species: 'dog',
    givenName: 'Bello',
    guardians: [],
    nextVisitAt: '2026-12-24T09:00:00Z',
  }
  const page = await drawn(`/riverside/guardians/${idOf(71)}`, memberOf({ kind: 'veterinary' }), [
    answer(q.patients.guardians.get, {
      id: idOf(71),
      name: 'Jonas Brandt',
      patients: [bello],
      createdAt: '2026-01-01T09:00:00Z',
      version: 1,
    }),
    answer(q.patients.relations.listOfGuardian, { items: rows }),
    answer(q.patients.patients.list, { items: [], total: 0 }),
  ])
  expect([...page.links.keys()].filter((link) => link.endsWith(`/patients/${idOf(70)}`))).toHaveLength(1)
  expect(page.text).toContain('Owner · 50%')
  expect(page.text).toContain('Next visit')
  expect(page.text).toContain('Formerly')
  expect(page.buttons).toEqual(
    expect.arrayContaining([
      'Change what holds for Bello',
      'Change what holds for Ahead',
      'Change what holds for Past',
    ]),
  )
})
