import type { FillDemo } from '../../demo/filling.ts'
import { drawLogo } from '../../demo/logo.ts'
import { files, pictures } from '../files/public.ts'
import { logoPicture } from './logo/queries.ts'
import { organizations } from './public.ts'

/** A logo, and the clinics, open on weekdays; where animals are treated on Saturday mornings too. */
export const fillDemo: FillDemo = async ({ tx, blobs, organization, id }) => {
  const logo = { id: id('file', 'logo'), name: 'logo.png', purpose: 'logo', type: 'image/png' } as const
  await files.putFile(tx, blobs, { ...logo, content: await drawLogo(organization.slug) })
  await pictures.addPicture(tx, logoPicture, tx.organization.id, logo.id)
  if (organization.brand) await organizations.changeBrand(tx, { own: organization.brand, clinics: {} })
  const openingHours = [1, 2, 3, 4, 5]
    .map((weekday) => ({ weekday, from: '08:00', to: '19:00' }))
    .concat(organization.kind === 'veterinary' ? [{ weekday: 6, from: '09:00', to: '13:00' }] : [])
  for (const { key, name, phone, ...address } of organization.clinics) {
    await organizations.addClinic(
      tx,
      {
        name,
        timeZone: organization.timeZone,
        phone,
        email: `${key}@${organization.slug}.example`,
        address: { ...address, country: organization.country },
        openingHours,
      },
      id('clinic', key),
    )
  }
}
