import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { changeWebsite } from './actions.ts'
import { findWebsite } from './queries.ts'
import { previewToken } from './rules.ts'
import { websiteUrl, websiteView } from './view.ts'

const { website, previews } = contract.website

export const websiteRoutes = {
  get: operation(website.get, async ({ tx, platform, tenant }) =>
    websiteView(await findWebsite(tx), websiteUrl(platform.config.origin, tenant.slug)),
  ),

  change: operation(website.change, async ({ tx, input, platform, tenant, expectedVersion }) => {
    await changeWebsite(tx, input.body, expectedVersion)
    return websiteView(await findWebsite(tx), websiteUrl(platform.config.origin, tenant.slug))
  }),
}

export const previewRoutes = {
  create: operation(previews.create, async ({ platform, tenant, sealer }) => {
    const { token, expiresAt } = previewToken(sealer, Date.now())
    return { url: `${websiteUrl(platform.config.origin, tenant.slug)}/preview/${token}`, expiresAt }
  }),
}
