import type { Isolation, Samples } from '../../testing/isolation.ts'

const samples: Samples<'website'> = {
  'website.website.get': () => ({}),
  'website.website.change': () => ({ body: { isPublic: true, embedOrigins: ['https://www.practice.example'] } }),
  'website.previews.create': () => ({}),
}

export const isolation: Isolation = {
  async seed({ organization, canary }) {
    const body = { isPublic: true, embedOrigins: [`https://${canary}.example`] }
    await organization.owner.call('PUT', '/website', { body, headers: { 'if-match': '*' } })
    return {}
  },
  samples,
}
