import type { Look } from '@polyclinic/contract/kit/brand/look.ts'

/** A demo organization, as its owner would describe it. Keys make fixed ids. */
export interface DemoOrganization {
  slug: string
  name: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  timeZone: string
  /** In a database of its own, where one may be made. */
  isDedicated?: boolean
  /** Absent: it looks like the product. */
  brand?: Look
  clinics: { key: string; name: string; line1: string; city: string; postalCode: string; phone: string }[]
  practitioners: {
    key: string
    name: string
    profession: 'doctor' | 'vet' | 'physio' | 'nurse'
    account?: string
    hue: number
    /** What their picture shows; absent where there is none. `skin`: from the lightest, 0, to 4. */
    looks?: { sex: 'female' | 'male'; skin: number; bornIn: number }
    works: { clinic: string; weekdays: number[]; from: string; to: string; until?: string; again?: string }[]
  }[]
  rooms: { key: string; name: string; clinic: string; capacity?: number }[]
  services: {
    key: string
    name: string
    minutes: number
    price: number
    after?: number
    hue: number
    weight: number
    by?: string[]
  }[]
  /** How many patients there are besides those with a story. */
  patients: number
}

/** A day with an early start and a lunch break. */
export const early = { from: '08:00', to: '12:30', until: '13:15', again: '17:00' }

export const late = { from: '10:00', to: '14:00', until: '14:45', again: '19:00' }
