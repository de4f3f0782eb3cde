import { unknownId, unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

const samples: Samples<'platform'> = {
  'platform.organizations.list': () => ({}),
  'platform.organizations.export': () => ({ body: {} }),
  'platform.organizations.get': () => ({ params: { id: unknownId } }),
  'platform.organizations.create': () => ({
    body: {
      name: 'Made by an operator',
      slug: 'made-by-operator',
      kind: 'human',
      country: 'DE',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      ownerEmail: 'owner@made.test',
    },
  }),
  'platform.organizations.inviteOwner': () => ({ params: { id: unknownId }, body: { ownerEmail: 'owner@made.test' } }),
  'platform.organizations.measure': () => ({ params: { id: unknownId } }),
  'platform.operators.list': () => ({}),
  'platform.operators.invite': () => ({ body: { email: 'operator@new.test', role: 'reader' } }),
  'platform.operators.withdraw': () => ({ params: { id: unknownId } }),
  'platform.operators.preview': () => ({ params: { token: unknownToken } }),
  'platform.operators.accept': () => ({ params: { token: unknownToken } }),
  'platform.operators.update': () => ({ params: { accountId: unknownId }, body: { role: 'reader' } }),
  'platform.operators.end': () => ({ params: { accountId: unknownId } }),
  'platform.log.list': () => ({}),
  'platform.health.get': () => ({}),
}

export const isolation: Isolation = {
  samples,
  empty: {
    'control.operators': 'belong to no organization',
    'control.operator_invitations': 'belong to no organization',
    'control.platform_log': 'belongs to no organization',
    'control.organization_sizes': 'counted once a day, by a job',
  },
}
