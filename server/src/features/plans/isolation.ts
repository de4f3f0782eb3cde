import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'plans'> = {
  'plans.plans.get': () => ({}),
  'plans.plans.change': () => ({ body: { key: 'pro' } }),
}

export const isolation: Isolation = {
  samples,
}
