import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { slug } from '../kit/text.ts'
import './problems.ts'

/** As DNS has it: lower case, other scripts in punycode (RFC 5891), at least two parts, no port and no address of a machine. */
const hostOf = (typed: string): string | undefined => {
  const written = typed.trim().replace(/\.$/, '')
  const url =
    /^[^\s/:?#@[\]\\]+$/.test(written) && URL.canParse(`https://${written}`) ? new URL(`https://${written}`) : undefined
  const name = url?.hostname ?? ''
  return /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(name)
    ? name
    : undefined
}

const hostName = z
  .string()
  .max(300)
  .overwrite((typed) => hostOf(typed) ?? typed)
  .refine((value) => hostOf(value) !== undefined, wrong('is not the name of a site', 'host-name'))

export const host = z
  .object({
    id,
    name: z.string(),
    /** `verified`: the public page is served under it. `removed`: its record was gone for seven days, or somebody took it away. */
    state: z.enum(['pending', 'verified', 'removed']),
    /** The TXT record that proves that the name is theirs. */
    record: z.object({ name: z.string(), value: z.string() }),
    /** Since when the record of a verified name is missing. */
    missingSince: z.string().optional(),
  })
  .meta({ id: 'WebsiteHost' })

export type Host = z.infer<typeof host>

const params = { organization: slug }

export const hostRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/website/hosts',
    summary: 'Names of the organization’s own under which its public page is served',
    permission: 'organization.manage',
    params,
    output: z.object({ items: z.array(host) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/website/hosts',
    summary: 'Begin to serve the public page under a name; it counts once its record is found',
    permission: 'organization.manage',
    toggle: 'website',
    reach: 'organization',
    status: 201,
    params,
    body: z
      .strictObject({ name: hostName })
      .meta({ id: 'NewWebsiteHost', examples: [{ name: 'www.practice.example' }] }),
    output: host,
    errors: ['host-listed', 'too-many-hosts', 'key-reused'],
  }),
  verify: operation({
    method: 'POST',
    path: '/organizations/{organization}/website/hosts/{id}/verification',
    summary: 'Look for the record of a name now',
    permission: 'organization.manage',
    toggle: 'website',
    reach: 'organization',
    params: { organization: slug, id },
    output: host,
    errors: ['record-missing', 'host-taken'],
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/website/hosts/{id}',
    summary: 'Serve nothing under a name any more',
    permission: 'organization.manage',
    reach: 'organization',
    status: 204,
    params: { organization: slug, id },
    output: z.void(),
  }),
}
