import type { Brand, Look } from '@polyclinic/contract/kit/brand/look.ts'
import type { BrandView } from '@polyclinic/contract/organizations/brand.ts'

/** What was emptied says nothing, so that a clinic shows what is the organization's. */
const said = (look: Look): Look => Object.fromEntries(Object.entries(look).filter(([, value]) => value !== ''))

export const brandView = (brand: Brand, version: number): BrandView => ({
  own: brand.own,
  clinics: Object.entries(brand.clinics).map(([clinicId, look]) => ({ clinicId, look })),
  version,
})

/** A clinic of which nothing is said looks like the organization. */
export const brandOf = ({ own, clinics }: Omit<BrandView, 'version'>): Brand => ({
  own: said(own),
  clinics: Object.fromEntries(
    clinics
      .map(({ clinicId, look }) => [clinicId, said(look)] as const)
      .filter(([, look]) => Object.keys(look).length > 0),
  ),
})
