import { unknownId, unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

const samples: Samples<'platform'> = {
  'platform.platformOrganizations.list': () => ({}),
  'platform.platformOrganizations.export': () => ({ body: {} }),
  'platform.platformOrganizations.get': () => ({ params: { id: unknownId } }),
  'platform.platformOrganizations.create': () => ({
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
  'platform.platformOrganizations.inviteOwner': () => ({
    params: { id: unknownId },
    body: { ownerEmail: 'owner@made.test' },
  }),
  'platform.platformOrganizations.settle': () => ({
    params: { id: unknownId },
    body: { status: 'suspended', reason: 'Not paid' },
  }),
  'platform.platformOrganizations.measure': () => ({ params: { id: unknownId } }),
  'platform.platformOperators.list': () => ({}),
  'platform.platformOperators.invite': () => ({ body: { email: 'operator@new.test', role: 'reader' } }),
  'platform.platformOperators.withdraw': () => ({ params: { id: unknownId } }),
  'platform.platformOperators.preview': () => ({ params: { token: unknownToken } }),
  'platform.platformOperators.accept': () => ({ params: { token: unknownToken } }),
  'platform.platformOperators.update': () => ({ params: { accountId: unknownId }, body: { role: 'reader' } }),
  'platform.platformOperators.end': () => ({ params: { accountId: unknownId } }),
  'platform.platformLog.list': () => ({}),
  'platform.platformHealth.get': () => ({}),
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
