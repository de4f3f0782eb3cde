import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    condition: string
    immunization: string
    measurement: string
  }
}

const samples: Samples<'records'> = {
  'records.codes.search': () => ({ query: { search: 'back pain', kind: 'human' } }),
  'records.conditions.list': (ids) => ({ params: { id: ids.patient } }),
  'records.conditions.create': (ids) => ({ params: { id: ids.patient }, body: { text: 'Low back pain' } }),
  'records.conditions.update': (ids) => ({ params: { id: ids.condition }, body: { note: 'better since May' } }),
  'records.entries.list': (ids) => ({ params: { id: ids.patient } }),
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
}

export const isolation: Isolation = {
  async seed({ made, canary, ids }) {
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
    return { condition: condition.id, immunization: immunization.id, measurement: measurement?.id }
  },
  samples,
}
