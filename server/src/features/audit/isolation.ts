import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'audit'> = {
  'audit.audit.list': (ids) => ({ query: { accountId: ids.account } }),
  'audit.audit.accessHistory': (ids) => ({ params: { id: ids.patient } }),
}

export const isolation: Isolation = {
  samples,
}
