import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    condition: string
    goal: string
    immunization: string
    measurement: string
    motion: string
    outcome: string
    specialTest: string
  }
}

const samples: Samples<'records'> = {
  'records.chartLayouts.get': () => ({}),
  'records.chartLayouts.update': () => ({ body: { sections: ['goals'], hidden: [] } }),
  'records.charts.get': (ids) => ({ params: { id: ids.patient } }),
  'records.codes.search': () => ({ query: { search: 'back pain', kind: 'human' } }),
  'records.conditions.list': (ids) => ({ params: { id: ids.patient } }),
  'records.conditions.create': (ids) => ({ params: { id: ids.patient }, body: { text: 'Low back pain' } }),
  'records.conditions.update': (ids) => ({ params: { id: ids.condition }, body: { note: 'better since May' } }),
  'records.entries.list': (ids) => ({ params: { id: ids.patient } }),
  'records.entries.search': (ids) => ({ params: { id: ids.patient }, query: { search: 'back pain' } }),
  'records.goals.list': (ids) => ({ params: { id: ids.patient } }),
  'records.goals.create': (ids) => ({ params: { id: ids.patient }, body: { text: 'Climb stairs' } }),
  'records.goals.update': (ids) => ({ params: { id: ids.goal }, body: { achievement: 'improving' } }),
  'records.immunizations.list': (ids) => ({ params: { id: ids.patient } }),
  'records.immunizations.create': (ids) => ({
    params: { id: ids.patient },
    body: { text: 'Influenza', givenOn: '2026-10-01' },
  }),
  'records.immunizations.update': (ids) => ({ params: { id: ids.immunization }, body: { note: 'no fever' } }),
  'records.immunizations.findVaccines': () => ({ query: { search: 'influenza', kind: 'human' } }),
  'records.measurements.list': (ids) => ({ params: { id: ids.patient } }),
  'records.measurements.create': (ids) => ({
    params: { id: ids.patient },
    body: { items: [{ kind: 'pain', value: 3, unit: '{score}' }] },
  }),
  'records.measurements.update': (ids) => ({ params: { id: ids.measurement }, body: { note: 'after the stairs' } }),
  'records.motions.list': (ids) => ({ params: { id: ids.patient } }),
  'records.motions.create': (ids) => ({
    params: { id: ids.patient },
    body: { mode: 'active', items: [{ joint: 'elbow', movement: 'flexion', left: 120 }] },
  }),
  'records.motions.update': (ids) => ({ params: { id: ids.motion }, body: { note: 'with pain' } }),
  'records.outcomes.list': (ids) => ({ params: { id: ids.patient } }),
  'records.outcomes.create': (ids) => ({ params: { id: ids.patient }, body: { measure: 'nprs', score: 6 } }),
  'records.outcomes.update': (ids) => ({ params: { id: ids.outcome }, body: { note: 'at night' } }),
  'records.specialTests.list': (ids) => ({ params: { id: ids.patient } }),
  'records.specialTests.create': (ids) => ({
    params: { id: ids.patient },
    body: { text: 'Heel walk', result: 'negative' },
  }),
  'records.specialTests.update': (ids) => ({ params: { id: ids.specialTest }, body: { note: 'in pain' } }),
}

async function seedExamination({ made, canary, ids }: Parameters<NonNullable<Isolation['seed']>>[0]) {
  const at = `/patients/${ids.patient}`
  const activities = [{ text: `stairs ${canary}`, value: 4 }]
  const outcome = await made(`${at}/outcomes`, { measure: 'psfs', activities, note: `note ${canary}` })
  const { items } = await made(`${at}/motions`, {
    mode: 'passive',
    items: [{ joint: 'knee', movement: 'flexion', left: 95, right: 130 }],
    note: `note ${canary}`,
  })
  const [motion] = items as { id: string }[]
  const test = { text: `Heel walk ${canary}`, result: 'positive', note: `note ${canary}` }
  const specialTest = await made(`${at}/special-tests`, test)
  const goal = await made(`${at}/goals`, { text: `Run ${canary}`, dueOn: '2027-03-01', note: `note ${canary}` })
  return { outcome: outcome.id, motion: motion?.id, specialTest: specialTest.id, goal: goal.id }
}

export const isolation: Isolation = {
  async seed(seeding) {
    const { made, canary, ids, organization } = seeding
    await organization.owner.call('PUT', '/chart-layout', { body: { sections: ['goals'], hidden: ['timeline'] } })
    const condition = await made(`/patients/${ids.patient}/conditions`, {
      code: { system: 'icd-10-cm', code: 'M54.50' },
      text: `Low back pain ${canary}`,
      note: `note ${canary}`,
      onset: '2026-03',
    })
    const immunization = await made(`/patients/${ids.patient}/immunizations`, {
      code: { system: 'cvx', code: '03' },
      text: `MMR ${canary}`,
      givenOn: '2026-04-02',
      batch: canary,
      site: `arm ${canary}`,
      note: `note ${canary}`,
    })
    const { items } = await made(`/patients/${ids.patient}/measurements`, {
      items: [{ kind: 'weight', value: 71.25, unit: 'kg' }],
      note: `weighed ${canary}`,
    })
    const [measurement] = items as { id: string }[]
    return {
      condition: condition.id,
      immunization: immunization.id,
      measurement: measurement?.id,
      ...(await seedExamination(seeding)),
    }
  },
  samples,
}
