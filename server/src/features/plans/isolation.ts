import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'plans'> = {
  'plans.plans.list': () => ({}),
  'plans.plans.get': () => ({}),
}

export const isolation: Isolation = {
  samples,
  empty: { 'tenant.limit_overruns': 'no plan that ships lets a limit be passed' },
}
