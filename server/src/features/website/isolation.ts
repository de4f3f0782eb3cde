import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    host: string
  }
}

const samples: Samples<'website'> = {
  'website.website.get': () => ({}),
  'website.website.change': () => ({ body: { isPublic: true, embedOrigins: ['https://www.practice.example'] } }),
  'website.previews.create': () => ({}),
  'website.hosts.list': () => ({}),
  'website.hosts.create': () => ({ body: { name: 'www.practice.example' } }),
  'website.hosts.verify': (ids) => ({ params: { id: ids.host } }),
  'website.hosts.remove': (ids) => ({ params: { id: ids.host } }),
}

export const isolation: Isolation = {
  async seed({ organization, canary, made }) {
    const body = { isPublic: true, embedOrigins: [`https://${canary}.example`] }
    await organization.owner.call('PUT', '/website', { body, headers: { 'if-match': '*' } })
    const host = await made('/website/hosts', { name: `${canary}.example` })
    return { host: host.id }
  },
  samples,
}
