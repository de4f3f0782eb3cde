import { unknownId, type Isolation, type Samples } from '../../testing/isolation.ts'

const samples: Samples<'support'> = {
  'support.supportAccesses.list': () => ({}),
  'support.supportAccesses.grant': () => ({ params: { id: unknownId }, body: {} }),
  'support.supportAccesses.refuse': () => ({ params: { id: unknownId } }),
  'support.supportAccesses.end': () => ({ params: { id: unknownId } }),
  'support.supportRules.get': () => ({}),
  'support.supportRules.change': () => ({ body: { allowsBreakGlass: false } }),
  'support.askedAccesses.list': () => ({ params: { id: unknownId } }),
  'support.askedAccesses.ask': () => ({
    params: { id: unknownId },
    body: { reason: 'The calendar stays empty', scope: 'records', mayWrite: true, minutes: 60 },
  }),
  'support.askedAccesses.end': () => ({ params: { id: unknownId, accessId: unknownId } }),
  'support.askedAccesses.breakGlass': () => ({
    params: { id: unknownId, accessId: unknownId },
    body: { reason: 'Nobody answers, and nothing can be booked' },
  }),
}

export const isolation: Isolation = {
  samples,
  empty: {
    'control.support_accesses': 'an operator asks, who belongs to no organization; support.test has one of each',
    'control.support_rules': 'the default holds until it is changed; support-rules.test has both',
  },
}
