import { z } from 'zod'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'

/** What is configured from outside, in the environment of the process. */
export const settingParts = ['mail', 'storage', 'scanner', 'cards', 'sign-in', 'pooler', 'live'] as const

export const settingPart = z.enum(settingParts)

/** Those that can be tried: by a mail to oneself, by bytes that are kept and taken away again, by a look at harmless ones. */
export const triedParts = ['mail', 'storage', 'scanner'] as const

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
      'Try whether a setting works: a mail to oneself, bytes that are kept and read back, a file that is looked over',
    permission: 'platform:write',
    params: { part: z.enum(triedParts) },
    body: z.strictObject({ language: language.optional() }),
    output: z.object({ works: z.boolean() }),
  }),
}
