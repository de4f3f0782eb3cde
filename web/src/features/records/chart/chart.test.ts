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
  isCauseOfDeath: false,
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
  // sections that are not told at once ask for themselves
  refusal(q.records.charts.get, 'not-found'),
  answer(q.records.conditions.list, { items: [] }),
  answer(q.records.measurements.list, { items: [], latest: [], ranges: [] }),
  answer(q.records.immunizations.list, { items: [] }),
  answer(q.records.entries.list, { items: [] }),
  answer(q.attachments.documents.list, { items: [] }),
  answer(q.attachments.documents.listTags, { items: [] }),
  answer(q.records.chartLayouts.get, { sections: [], hidden: [] }),
  answer(q.records.goals.list, { items: [] }),
  answer(q.records.outcomes.list, { items: [] }),
  answer(q.records.motions.list, { items: [] }),
  answer(q.records.specialTests.list, { items: [] }),
]
const address = `/riverside/patients/${idOf(70)}/chart`
const replaced = (...others: typeof empty) => [
  ...empty.filter((one) => !others.some((other) => other.pattern.source === one.pattern.source)),
  ...others,
]

const added = [
  'Add problem',
  'Add goal',
  'Add measurements',
  'Add outcome measure',
  'Add range of motion',
  'Add special test',
  'Add vaccination',
]

test('an empty chart says what will stand there, and offers to begin', async () => {
  const page = await drawn(address, memberOf(), empty)
  expect(page.buttons).toEqual(expect.arrayContaining(added))
  const nothing = ['No problems recorded', 'Nothing measured yet', 'No vaccinations recorded', 'Nothing here yet']
  for (const text of [...nothing, 'No goals yet', 'No outcome measures yet', 'No joint measured yet'])
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

const record = {
  patientId: idOf(70),
  status: 'final',
  measuredAt: '2026-03-02T09:00:00Z',
  recordedAt: '2026-03-02T09:00:00Z',
  version: 1,
  abilities: { update: allowed },
} as const

test('a score is compared with the first and the last, degrees with those of last time, a goal with the score of now', async () => {
  const scored = (nth: number, score: number, day: string) => ({
    ...record,
    id: idOf(nth),
    measure: 'lefs' as const,
    score,
    measuredAt: `2026-${day}T09:00:00Z`,
  })
  const bent = (nth: number, left: number) => ({
    ...record,
    id: idOf(nth),
    joint: 'knee' as const,
    movement: 'flexion' as const,
    mode: 'active' as const,
    left,
    right: 135,
  })
  const test = {
    ...record,
    id: idOf(86),
    test: 'lachman' as const,
    result: 'positive' as const,
    examinedAt: record.measuredAt,
  }
  const goal = {
    ...record,
    id: idOf(87),
    text: 'Climb the stairs',
    status: 'active' as const,
    achievement: 'improving' as const,
    measure: 'lefs' as const,
    threshold: 60,
    dueOn: '2026-05-01',
  }
  const page = await drawn(
    address,
    memberOf(),
    replaced(
      answer(q.records.outcomes.list, {
        items: [scored(80, 52, '06-01'), scored(81, 50, '05-01'), scored(82, 41, '03-02')],
      }),
      answer(q.records.motions.list, { items: [bent(83, 110), bent(84, 95)] }),
      answer(q.records.specialTests.list, { items: [test] }),
      answer(q.records.goals.list, { items: [goal] }),
    ),
  )
  const text = page.text.replaceAll('\u00a0', ' ')
  for (const words of ['52 points', '+11, better', '+2, too little to matter', 'A change matters from 9 points on.'])
    expect(text).toContain(words)
  for (const words of ['Knee, flexion', '110° (+15)', 'Lachman', 'positive']) expect(text).toContain(words)
  for (const words of ['Getting better', 'was to be reached by', 'Leg function (LEFS): 60 points', 'now 52 points'])
    expect(text).toContain(words)
})

test('sections stand in the order of whoever reads, without those that are left out', async () => {
  const layout = { sections: ['outcomes', 'conditions'], hidden: ['immunizations'] }
  const page = await drawn(address, memberOf(), replaced(answer(q.records.chartLayouts.get, layout)))
  // what was never moved stands behind what it usually follows
  const places = ['Add outcome measure', 'Add range of motion', 'Add problem', 'Add goal'].map((name) =>
    page.buttons.indexOf(name),
  )
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(places[0]).toBeGreaterThan(-1)
  expect(page.buttons).not.toContain('Add vaccination')
  expect(page.buttons).toContain('Arrange the chart')
})

test('what sections show first comes in one answer: nobody asks a second time', async () => {
  const page = await drawn(address, memberOf(), [
    answer(q.patients.patients.get, patient),
    answer(q.attachments.documents.list, { items: [] }),
    answer(q.attachments.documents.listTags, { items: [] }),
    answer(q.records.charts.get, {
      layout: { sections: [], hidden: ['goals'] },
      conditions: { items: [condition] },
      goals: { items: [] },
      immunizations: { items: [] },
      measurements: { items: [fever], latest: [fever], ranges: [range] },
      outcomes: { items: [] },
      motions: { items: [] },
      specialTests: { items: [] },
      entries: { items: [{ id: condition.id, kind: 'condition', at: condition.recordedAt, condition }] },
    }),
  ])
  for (const text of ['Low back pain', '102.92', 'No vaccinations recorded', 'No joint measured yet'])
    expect(page.text.replaceAll('\u00a0', ' ')).toContain(text)
  expect(page.buttons).not.toContain('Add goal')
})
