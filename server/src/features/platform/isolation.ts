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
  'platform.platformPlans.list': () => ({}),
  'platform.platformPlans.create': () => ({
    body: {
      key: 'made-by-operator',
      names: { en: 'Made by an operator' },
      price: { amount: 900, currency: 'EUR' },
      interval: 'month',
      limits: [{ limit: 'patients', allowed: 10, graceDays: 14 }],
      features: ['reports'],
      trialDays: 0,
      isOffered: false,
      position: 15,
    },
  }),
  'platform.platformPlans.update': () => ({ params: { key: 'unheard-of' }, body: { trialDays: 14 } }),
  'platform.platformLog.list': () => ({}),
  'platform.platformBilling.list': () => ({}),
  'platform.platformBilling.settle': () => ({
    params: { id: unknownId, invoiceId: unknownId },
    body: { reference: 'Transfer 1' },
  }),
  'platform.platformBilling.correct': () => ({
    params: { id: unknownId, invoiceId: unknownId },
    body: { reason: 'Billed by mistake' },
  }),
  'platform.platformBilling.grant': () => ({ params: { id: unknownId }, body: { plan: 'pro', reason: 'A pilot' } }),
  'platform.platformBilling.issuer': () => ({}),
  'platform.platformBilling.changeIssuer': () => ({
    body: {
      name: 'Polyclinic',
      lines: 'Somewhere 1',
      country: 'DE',
      taxNumber: '',
      taxRate: 190,
      paymentDetails: '',
      prefix: 'P',
    },
  }),
  'platform.platformSettings.list': () => ({}),
  'platform.platformSettings.try': () => ({ params: { part: 'storage' }, body: {} }),
  'platform.platformHealth.get': () => ({}),
  'platform.platformToggles.list': () => ({}),
  'platform.platformToggles.addRule': () => ({
    params: { toggle: 'website' },
    body: { kind: 'percentage', percentage: 1, isOn: true, reason: 'Tried out' },
  }),
  'platform.platformToggles.removeRule': () => ({ params: { toggle: 'website', id: unknownId } }),
  'platform.platformOrganizations.servers': () => ({}),
  'platform.platformOrganizations.setUpAgain': () => ({ params: { id: unknownId } }),
  'platform.platformClosings.ask': () => ({
    params: { id: unknownId },
    body: { closesOn: '2099-01-01', reason: 'Nobody works there any more' },
  }),
  'platform.platformClosings.callOff': () => ({ params: { id: unknownId } }),
  // by another name nothing is closed, or no other operation could be called after it
  'platform.closings.ask': () => ({ body: { name: 'Not its name' } }),
  'platform.closings.callOff': () => ({}),
}

export const isolation: Isolation = {
  samples,
  empty: {
    'control.operators': 'belong to no organization',
    'control.operator_invitations': 'belong to no organization',
    'control.platform_log': 'belongs to no organization',
    'control.organization_sizes': 'counted once a day, by a job',
    'control.organization_setups': 'nothing could be added to an organization whose database is not there',
    'control.closings': 'nothing could be added to an organization that is being closed',
  },
}
