import { unknownId, type Isolation, type Samples } from '../../testing/isolation.ts'

const samples: Samples<'works'> = {
  'works.works.list': () => ({}),
  'works.works.get': () => ({ params: { id: unknownId } }),
  'works.works.cancel': () => ({ params: { id: unknownId } }),
  'works.works.result': () => ({ params: { id: unknownId } }),
}

export const isolation: Isolation = {
  samples,
}
