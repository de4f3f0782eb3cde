import { z } from 'zod'
import { look } from '../kit/brand/look.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import './problems.ts'

const params = { organization: slug }

const parts = {
  own: look,
  /** What differs at a clinic; everything that is absent there is the organization's. */
  clinics: z.array(z.strictObject({ clinicId: id, look })).max(200),
}

const brand = z.object({ ...parts, version: z.int() }).meta({ id: 'Brand' })

export type BrandView = z.infer<typeof brand>

export const brandRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/brand',
    summary: 'How the organization and its clinics show themselves: accent, type, letterhead, sender of mails',
    permission: 'organization.manage',
    params,
    output: brand,
  }),
  change: operation({
    method: 'PUT',
    path: '/organizations/{organization}/brand',
    summary: 'Change how the organization and its clinics show themselves, all at once',
    permission: 'organization.manage',
    reach: 'organization',
    params,
    body: z.strictObject(parts).meta({
      id: 'NewBrand',
      examples: [
        {
          own: { accent: '#0f6e84', type: 'humanist', senderName: 'Riverside', letterhead: '12 Harbour Street' },
          clinics: [],
        },
      ],
    }),
    output: brand,
  }),
}
