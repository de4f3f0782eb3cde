import { usualLanguage } from '@polyclinic/contract/kit/language.ts'
import { wallTimeOf } from '@polyclinic/contract/kit/minutes.ts'
import type { Published } from '@polyclinic/contract/website/published.ts'
import type { Website } from '@polyclinic/contract/website/website.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { organizations } from '../../organizations/public.ts'
import type { PublishedRow, WebsiteRow } from './queries.ts'

export const websiteUrl = (origin: string, slug: string) => `${origin}/c/${slug}`

export const websiteView = (row: WebsiteRow | undefined, url: string): Website => ({
  isPublic: row?.is_public ?? false,
  embedOrigins: row?.embed_origins ?? [],
  url,
  version: row?.version ?? 1,
})

export function publishedView(tx: TenantTx, row: PublishedRow): Published {
  const { name, kind, country } = tx.organization
  return {
    organization: { name, kind, country, language: usualLanguage(country) },
    hasLogo: row.logo_file_id !== null,
    look: row.look?.own ?? {},
    clinics: (row.clinics ?? []).map((clinic) => ({
      name: clinic.name,
      timeZone: clinic.time_zone,
      ...organizations.openClinicContact(tx.sealer, {
        id: clinic.id,
        contact_sealed: clinic.contact === null ? null : Buffer.from(clinic.contact, 'base64'),
      }),
      openingHours: (clinic.hours ?? []).map(({ weekday, from_minute, to_minute }) => ({
        weekday,
        from: wallTimeOf(from_minute),
        to: wallTimeOf(to_minute),
      })),
    })),
    services: (row.services ?? []).map((service) => ({
      name: service.name,
      durationMinutes: service.duration_minutes,
      ...(service.price_amount !== null &&
        service.price_currency !== null && {
          price: { amount: service.price_amount, currency: service.price_currency },
        }),
    })),
    practitioners: (row.practitioners ?? []).map(({ display_name, profession }) => ({
      displayName: display_name,
      profession,
    })),
  }
}
