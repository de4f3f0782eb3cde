import { z } from 'zod'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { settingParts, triedParts } from './setting-parts.ts'

export const settingPart = z.enum(settingParts)

export const platformSetting = z
  .object({
    part: settingPart,
    /** False: what the product brings itself, or nothing. */
    isConfigured: z.boolean(),
    /** A host, an address, the names of providers: never a secret. */
    what: z.string().optional(),
    canTry: z.boolean(),
  })
  .meta({ id: 'PlatformSetting' })

export type PlatformSetting = z.infer<typeof platformSetting>

export const settingRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/settings',
    summary: 'What is configured of the installation, without a secret',
    permission: 'platform:read',
    output: z.object({ items: z.array(platformSetting) }),
  }),
  try: operation({
    method: 'POST',
    path: '/platform/settings/{part}/trial',
    summary:
      'Try whether a setting works: a mail to oneself, bytes that are kept and read back, a file that is looked over, a provider that answers',
    permission: 'platform:write',
    params: { part: z.enum(triedParts) },
    body: z.strictObject({ language: language.optional() }),
    output: z.object({ works: z.boolean() }),
  }),
}
