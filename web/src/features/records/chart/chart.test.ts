import { expect, test } from 'vitest'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const allowed = { allowed: true }
const patient: Patient = {
  id: idOf(70),
  kind: 'human',
  givenName: 'Amina',
  guardians: [],
  createdAt: '2026-01-01T09:00:00Z',
  version: 1,
  abilities: { update: allowed, archive: allowed, book: allowed },
}
const condition: Condition = {
  id: idOf(71),
  patientId: idOf(70),
  code: { system: 'icd-10-cm', code: 'M54.50' },
  text: 'Low back pain',
  status: 'active',
  verification: 'confirmed',
  severity: 'moderate',
  onset: '2026-03',
  recordedAt: '2026-03-02T09:00:00Z',
  version: 1,
  abilities: { update: allowed },
}
const fever: Measurement = {
  id: idOf(72),
  patientId: idOf(70),
  kind: 'temperature',
  value: 39.4,
  unit: 'Cel',
  typed: { value: 102.92, unit: '[degF]' },
  measuredAt: '2026-03-02T09:00:00Z',
  status: 'final',
  recordedAt: '2026-03-02T09:00:00Z',
  version: 1,
  abilities: { update: allowed },
}
const range = { kind: 'temperature', low: 36.5, high: 37.5, unit: 'Cel', source: 'B', isChecked: true } as const
const empty = [
  answer(q.patients.patients.get, patient),
  answer(q.patients.allergies.list, { items: [] }),
  answer(q.patients.alerts.list, { items: [] }),
  answer(q.records.conditions.list, { items: [] }),
  answer(q.records.measurements.list, { items: [], latest: [], ranges: [] }),
  answer(q.records.immunizations.list, { items: [] }),
  answer(q.records.entries.list, { items: [] }),
]
const address = `/riverside/patients/${idOf(70)}/chart`
const replaced = (...others: typeof empty) => [
  ...empty.filter((one) => !others.some((other) => other.pattern.source === one.pattern.source)),
  ...others,
]

test('an empty chart says what will stand there, and offers to begin', async () => {
  const page = await drawn(address, memberOf(), empty)
  expect(page.buttons).toEqual(expect.arrayContaining(['Add problem', 'Add measurements', 'Add vaccination']))
  for (const text of ['No problems recorded', 'Nothing measured yet', 'No vaccinations recorded', 'Nothing here yet'])
    expect(page.text).toContain(text)
})

test('a problem stands with what is known of it, a fever as it was typed and above what is usual', async () => {
  const page = await drawn(
    address,
    memberOf({ role: 'nurse' }),
    replaced(
      answer(q.records.conditions.list, { items: [condition] }),
      answer(q.records.measurements.list, { items: [fever], latest: [fever], ranges: [range] }),
    ),
  )
  for (const text of ['Low back pain', 'moderate', 'since March 2026', 'M54.50', '102.92', '°F', 'above', '36.5–37.5'])
    expect(page.text.replaceAll('\u00a0', ' ')).toContain(text)
  expect(page.buttons).toContain('Edit: Low back pain')
})

test('where one section fails the others stand, and whoever only reads adds nothing', async () => {
  const permissions = ['patients.read', 'charts.read']
  const page = await drawn(
    address,
    memberOf({ permissions }),
    replaced(refusal(q.records.conditions.list, 'unavailable')),
  )
  expect(page.text).toContain('Nothing measured yet')
  expect(page.buttons.filter((name) => name.startsWith('Add '))).toEqual([])
})
