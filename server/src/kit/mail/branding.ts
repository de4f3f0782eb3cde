import { lookAt } from '@polyclinic/contract/kit/brand/shown.ts'
import type { OrganizationFacts } from '../db/tenant.ts'
import type { Branding } from './layout.ts'

/** What the gate knows of how an organization, or one of its clinics, shows itself. */
export const brandingOf = (
  { brand, logoFileId }: Pick<OrganizationFacts, 'brand' | 'logoFileId'>,
  clinicId?: string,
): Branding => ({ look: lookAt(brand, clinicId), hasLogo: logoFileId !== null })
