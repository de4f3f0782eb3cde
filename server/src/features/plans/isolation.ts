import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'plans'> = {
  'plans.get': () => ({}),
  'plans.change': () => ({ body: { key: 'pro' } }),
}

export const isolation: Isolation = {
  samples,
}
