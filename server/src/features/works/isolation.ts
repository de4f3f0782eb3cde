import { unknownId, type Isolation, type Samples } from '../../testing/isolation.ts'

const samples: Samples<'works'> = {
  'works.works.list': () => ({}),
  'works.works.get': () => ({ params: { id: unknownId } }),
  'works.works.cancel': () => ({ params: { id: unknownId } }),
  'works.works.result': () => ({ params: { id: unknownId } }),
  'works.organizationWorks.list': () => ({}),
  'works.organizationWorks.get': () => ({ params: { id: unknownId } }),
  'works.organizationWorks.cancel': () => ({ params: { id: unknownId } }),
  'works.organizationWorks.result': () => ({ params: { id: unknownId } }),
}

export const isolation: Isolation = {
  samples,
}
