import type { Look } from '../kit/brand/look.ts'
import type { Language } from '../kit/language.ts'
import type { Money } from '../kit/money.ts'
import type { Clinic } from '../organizations/clinics.ts'
import type { Practitioner } from '../scheduling/practitioners.ts'

/** What an organization shows to everybody. */
export interface Published {
  organization: { name: string; kind: 'human' | 'veterinary' | 'mixed'; country: string; language: Language }
  hasLogo: boolean
  look: Look
  clinics: Pick<Clinic, 'name' | 'timeZone' | 'address' | 'phone' | 'email' | 'openingHours'>[]
  services: { name: string; durationMinutes: number; price?: Money }[]
  practitioners: Pick<Practitioner, 'displayName' | 'profession'>[]
}

/** What a card on another site shows. */
export const cardParts = ['hours', 'team'] as const

export type CardPart = (typeof cardParts)[number]
