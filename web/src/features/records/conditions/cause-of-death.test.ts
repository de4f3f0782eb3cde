import { expect, test } from 'vitest'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const allowed = { allowed: true }
const patient: Patient = {
  id: idOf(70),
  kind: 'human',
  givenName: 'Amina',
  deceasedOn: '2026-05-01',
  guardians: [],
  createdAt: '2026-01-01T09:00:00Z',
  version: 1,
  abilities: { update: allowed, archive: allowed, book: { allowed: false, reason: 'deceased' } },
}
const cause: Condition = {
  id: idOf(71),
  patientId: idOf(70),
  code: { system: 'icd-10-cm', code: 'I50.9' },
  text: 'Heart failure',
  status: 'active',
  verification: 'confirmed',
  isCauseOfDeath: true,
  recordedAt: '2026-05-02T09:00:00Z',
  version: 1,
  abilities: { update: allowed },
}
const pageOf = (of: Partial<Patient>, items: Condition[], person = memberOf()) =>
  drawn(`/riverside/patients/${idOf(70)}`, person, [
    answer(q.patients.patients.get, { ...patient, ...of }),
    answer(q.patients.links.list, { items: [] }),
    answer(q.patients.allergies.list, { items: [] }),
    answer(q.patients.alerts.list, { items: [] }),
    answer(q.scheduling.appointments.list, { items: [] }),
    answer(q.records.conditions.list, { items }),
  ])
const title = 'Cause of death'

test('beside the day stands what a patient died of, or that nothing is recorded, for whoever reads charts', async () => {
  const wrong: Condition = { ...cause, id: idOf(72), text: 'Pneumonia', verification: 'entered-in-error' }
  const page = await pageOf({}, [cause, wrong])
  expect(page.headings).toContain(title)
  expect(page.text).toContain('Heart failure')
  expect(page.text).not.toContain('Pneumonia')
  expect(page.buttons).toContain('Edit: Heart failure')
  const open = await pageOf({}, [{ ...cause, isCauseOfDeath: false }])
  expect(open.text).toContain('No cause is recorded yet.')
  expect(open.buttons).toContain('Add cause of death')
})

test('a desk without charts is told the day alone, and of the living nothing is asked', async () => {
  const desk = await pageOf({}, [cause], memberOf({ permissions: ['patients.read', 'patients.write'] }))
  expect(desk.text).toContain('Died on')
  expect(desk.headings).not.toContain(title)
  expect((await pageOf({ deceasedOn: undefined }, [])).headings).not.toContain(title)
})
