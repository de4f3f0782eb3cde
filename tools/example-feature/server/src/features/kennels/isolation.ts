import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'kennels'> = {
  'kennels.kennels.list': () => ({}),
  'kennels.kennels.create': () => ({ body: { name: 'Kennel', memo: 'at the wall' } }),
}

export const isolation: Isolation = {
  samples,
  async seed({ made, canary }) {
    await made('kennels', { name: `Kennel ${canary}`, memo: canary })
    return {}
  },
}
