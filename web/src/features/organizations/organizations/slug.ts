import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { reservedSlugs } from '@polyclinic/contract/organizations/organizations.ts'

/** An address made of a name: "Tierarztpraxis Müller & Co." → "tierarztpraxis-muller-co". */
export function slugOf(name: string): string {
  const slug = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 36)
    .replaceAll(/^-+|-+$/g, '')
  if (slug.length < 3 || reservedSlugs.includes(slug)) return slug ? `clinic-${slug}` : ''
  return slug
}
