import type { Published } from '@polyclinic/contract/website/published.ts'
import { inUnits } from './price.ts'

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const types = {
  human: ['MedicalBusiness', 'MedicalClinic'],
  veterinary: ['VeterinaryCare'],
  mixed: ['MedicalBusiness', 'VeterinaryCare'],
} as const

/** What search engines read of the page (schema.org), safe to stand in a document. */
export function structuredData({ organization, hasLogo, clinics, services }: Published, base: string): string {
  const places = clinics.map((clinic) => ({
    '@type': types[organization.kind],
    name: clinics.length === 1 ? organization.name : `${organization.name} · ${clinic.name}`,
    url: base,
    ...(clinic.phone && { telephone: clinic.phone }),
    ...(clinic.address && {
      address: {
        '@type': 'PostalAddress',
        streetAddress: [clinic.address.line1, clinic.address.line2].filter(Boolean).join(', ') || undefined,
        postalCode: clinic.address.postalCode,
        addressLocality: clinic.address.city,
        addressRegion: clinic.address.state,
        addressCountry: clinic.address.country ?? organization.country,
      },
    }),
    openingHoursSpecification: clinic.openingHours.map(({ weekday, from, to }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: `https://schema.org/${days[weekday - 1]}`,
      opens: from,
      closes: to === '24:00' ? '23:59' : to,
    })),
  }))
  const offers = services.map(({ name, price }) => ({
    '@type': 'Offer',
    itemOffered: { '@type': 'Service', name },
    ...(price && { price: inUnits(price), priceCurrency: price.currency }),
  }))
  const data = {
    '@context': 'https://schema.org',
    '@type': types[organization.kind],
    '@id': base,
    name: organization.name,
    url: base,
    ...(hasLogo && { logo: `${base}/logo`, image: `${base}/logo` }),
    ...(places.length === 1 ? { ...places[0], '@type': types[organization.kind] } : { department: places }),
    ...(offers.length > 0 && { makesOffer: offers }),
  }
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
}
