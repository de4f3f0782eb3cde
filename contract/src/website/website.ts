import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { slug } from '../kit/text.ts'
import './problems.ts'

const params = { organization: slug }

/** `https://www.practice.example`: nothing behind the host, whose name is read as browsers write it. */
const originOf = (typed: string): string | undefined => {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined
  const isWhole = url?.protocol === 'https:' && url.pathname === '/' && !url.search && !url.hash && !url.username
  // a name of at least two parts: no pattern, which a frame's policy would read as one
  return isWhole && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) ? url.origin : undefined
}

const siteOrigin = z
  .string()
  .max(300)
  .overwrite((typed) => originOf(typed) ?? typed)
  .refine((value) => originOf(value) !== undefined, wrong('is not the https address of a site', 'https-origin'))

export const website = z
  .object({
    /** Whether anybody finds it; off until an owner says so. */
    isPublic: z.boolean(),
    /** Sites that may show its card, as origins. */
    embedOrigins: z.array(z.string()),
    /** Where it is, or would be. */
    url: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Website' })

export type Website = z.infer<typeof website>

export const websiteRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/website',
    summary: 'The organization’s public page: whether it is on, and which sites may show its card',
    permission: 'organization.manage',
    params,
    output: website,
  }),
  change: operation({
    method: 'PUT',
    path: '/organizations/{organization}/website',
    summary: 'Switch the public page on or off, and say which sites may show its card',
    permission: 'organization.manage',
    toggle: 'website',
    reach: 'organization',
    params,
    body: z.strictObject({ isPublic: z.boolean(), embedOrigins: z.array(siteOrigin).max(10) }),
    output: website,
  }),
}

export const previewRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/website/previews',
    summary: 'An address at which the public page can be seen for an hour, on or off',
    permission: 'organization.manage',
    toggle: 'website',
    untilClosed: true,
    status: 201,
    params,
    output: z.object({ url: z.string(), expiresAt: z.string() }).meta({ id: 'WebsitePreview' }),
  }),
}
