/** A demo organization, as its owner would describe it. Keys make fixed ids. */
export interface DemoPractice {
  slug: string
  name: string
  kind: 'human' | 'veterinary' | 'mixed'
  country: string
  currency: string
  timeZone: string
  /** In a database of its own, where one may be made. */
  isDedicated?: boolean
  clinics: { key: string; name: string; line1: string; city: string; postalCode: string; phone: string }[]
  practitioners: {
    key: string
    name: string
    profession: 'doctor' | 'vet' | 'physio' | 'nurse'
    account?: string
    hue: number
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

const early = { from: '08:00', to: '12:30', until: '13:15', again: '17:00' }
const late = { from: '10:00', to: '14:00', until: '14:45', again: '19:00' }

export const practices: DemoPractice[] = [
  {
    slug: 'riverside',
    name: 'Riverside Medical Practice',
    kind: 'human',
    country: 'GB',
    currency: 'GBP',
    timeZone: 'Europe/London',
    clinics: [
      {
        key: 'old-town',
        name: 'Old Town',
        line1: '14 Bridge Street',
        city: 'Kingsford',
        postalCode: 'KF1 2AB',
        phone: '+44 1632 960101',
      },
      {
        key: 'harbour',
        name: 'Harbour',
        line1: '3 Quay Row',
        city: 'Kingsford',
        postalCode: 'KF2 7QR',
        phone: '+44 1632 960102',
      },
    ],
    practitioners: [
      {
        key: 'okoye',
        name: 'Dr Samuel Okoye',
        profession: 'doctor',
        account: 'doctor@riverside.example',
        hue: 1,
        works: [{ clinic: 'old-town', weekdays: [1, 2, 3, 4, 5], ...early }],
      },
      {
        key: 'price',
        name: 'Ffion Price',
        profession: 'nurse',
        account: 'nurse@riverside.example',
        hue: 4,
        works: [{ clinic: 'old-town', weekdays: [1, 2, 3, 4, 5], ...early }],
      },
      {
        key: 'bennett',
        name: 'Dr Laura Bennett',
        profession: 'doctor',
        hue: 2,
        works: [
          { clinic: 'old-town', weekdays: [1, 2, 4], ...late },
          { clinic: 'harbour', weekdays: [3, 5], ...early },
        ],
      },
      {
        key: 'ito',
        name: 'Dr Kenji Ito',
        profession: 'doctor',
        hue: 7,
        works: [{ clinic: 'harbour', weekdays: [1, 2, 3, 4], ...early }],
      },
      {
        key: 'sharma',
        name: 'Anita Sharma',
        profession: 'physio',
        hue: 9,
        works: [
          { clinic: 'old-town', weekdays: [2, 3, 5], ...early },
          { clinic: 'harbour', weekdays: [1, 4], ...late },
        ],
      },
      {
        key: 'raman',
        name: 'Dr Priya Raman',
        profession: 'doctor',
        account: 'locum@demo.example',
        hue: 11,
        works: [{ clinic: 'old-town', weekdays: [1, 3], from: '09:00', to: '13:00' }],
      },
    ],
    rooms: [
      { key: 'r1', name: 'Room 1', clinic: 'old-town' },
      { key: 'r2', name: 'Room 2', clinic: 'old-town' },
      { key: 'r3', name: 'Room 3', clinic: 'old-town' },
      { key: 'treatment', name: 'Treatment', clinic: 'old-town', capacity: 2 },
      { key: 'h1', name: 'Room A', clinic: 'harbour' },
      { key: 'h2', name: 'Room B', clinic: 'harbour' },
    ],
    services: [
      {
        key: 'consultation',
        name: 'Consultation',
        minutes: 15,
        price: 6500,
        hue: 1,
        weight: 6,
        by: ['okoye', 'bennett', 'ito', 'raman'],
      },
      {
        key: 'long',
        name: 'Long consultation',
        minutes: 30,
        price: 11500,
        after: 5,
        hue: 2,
        weight: 3,
        by: ['okoye', 'bennett', 'ito', 'raman'],
      },
      { key: 'bloods', name: 'Blood test', minutes: 15, price: 2800, hue: 6, weight: 4, by: ['price'] },
      { key: 'dressing', name: 'Wound care', minutes: 30, price: 3900, after: 5, hue: 4, weight: 3, by: ['price'] },
      {
        key: 'physio-first',
        name: 'Physiotherapy, first visit',
        minutes: 45,
        price: 8200,
        after: 10,
        hue: 9,
        weight: 2,
        by: ['sharma'],
      },
      { key: 'physio', name: 'Physiotherapy', minutes: 30, price: 5900, hue: 10, weight: 5, by: ['sharma'] },
    ],
    patients: 84,
  },
  {
    slug: 'northgate',
    name: 'Northgate Physio',
    kind: 'mixed',
    country: 'DE',
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    clinics: [
      {
        key: 'northgate',
        name: 'Northgate',
        line1: 'Nordtor 8',
        city: 'Lindenau',
        postalCode: '04177',
        phone: '+49 341 9601010',
      },
    ],
    practitioners: [
      {
        key: 'brandt',
        name: 'Jonas Brandt',
        profession: 'physio',
        account: 'physio@northgate.example',
        hue: 3,
        works: [{ clinic: 'northgate', weekdays: [1, 2, 3, 4, 5], ...early }],
      },
      {
        key: 'vogel',
        name: 'Katrin Vogel',
        profession: 'physio',
        account: 'owner@northgate.example',
        hue: 5,
        works: [{ clinic: 'northgate', weekdays: [1, 2, 4], ...late }],
      },
      {
        key: 'raman',
        name: 'Dr. Priya Raman',
        profession: 'doctor',
        account: 'locum@demo.example',
        hue: 11,
        works: [{ clinic: 'northgate', weekdays: [2, 4], from: '09:00', to: '15:00' }],
      },
    ],
    rooms: [
      { key: 'k1', name: 'Kabine 1', clinic: 'northgate' },
      { key: 'k2', name: 'Kabine 2', clinic: 'northgate' },
      { key: 'gym', name: 'Trainingsraum', clinic: 'northgate', capacity: 4 },
    ],
    services: [
      {
        key: 'first',
        name: 'Erstbefund',
        minutes: 45,
        price: 8900,
        after: 10,
        hue: 3,
        weight: 2,
        by: ['brandt', 'vogel'],
      },
      { key: 'kg', name: 'Krankengymnastik', minutes: 30, price: 4200, hue: 5, weight: 6, by: ['brandt', 'vogel'] },
      {
        key: 'manual',
        name: 'Manuelle Therapie',
        minutes: 30,
        price: 4800,
        hue: 8,
        weight: 4,
        by: ['brandt', 'vogel'],
      },
      {
        key: 'dog',
        name: 'Hundephysiotherapie',
        minutes: 45,
        price: 6500,
        after: 15,
        hue: 12,
        weight: 2,
        by: ['vogel'],
      },
      { key: 'check', name: 'Ärztliche Untersuchung', minutes: 30, price: 7800, hue: 11, weight: 4, by: ['raman'] },
    ],
    patients: 46,
  },
  {
    slug: 'meadow',
    name: 'Meadow Veterinary Clinics',
    kind: 'veterinary',
    country: 'IE',
    currency: 'EUR',
    timeZone: 'Europe/Dublin',
    isDedicated: true,
    clinics: [
      {
        key: 'meadow-lane',
        name: 'Meadow Lane',
        line1: '2 Meadow Lane',
        city: 'Carrick',
        postalCode: 'A41 X2Y3',
        phone: '+353 1 555 0110',
      },
      {
        key: 'hillside',
        name: 'Hillside',
        line1: '77 Hill Road',
        city: 'Carrick',
        postalCode: 'A41 K7P8',
        phone: '+353 1 555 0120',
      },
    ],
    practitioners: [
      {
        key: 'walsh',
        name: 'Conor Walsh',
        profession: 'vet',
        account: 'vet@meadow.example',
        hue: 8,
        works: [{ clinic: 'meadow-lane', weekdays: [1, 2, 3, 4, 5], ...early }],
      },
      {
        key: 'byrne',
        name: 'Niamh Byrne',
        profession: 'vet',
        account: 'owner@meadow.example',
        hue: 10,
        works: [
          { clinic: 'meadow-lane', weekdays: [1, 3, 5], ...late },
          { clinic: 'hillside', weekdays: [2, 4], ...early },
        ],
      },
      {
        key: 'murphy',
        name: 'Sean Murphy',
        profession: 'vet',
        hue: 6,
        works: [{ clinic: 'hillside', weekdays: [1, 2, 3, 5], ...early }],
      },
      {
        key: 'doyle',
        name: 'Emma Doyle',
        profession: 'nurse',
        hue: 2,
        works: [{ clinic: 'meadow-lane', weekdays: [1, 2, 3, 4, 5, 6], from: '09:00', to: '13:00' }],
      },
    ],
    rooms: [
      { key: 'c1', name: 'Consult 1', clinic: 'meadow-lane' },
      { key: 'c2', name: 'Consult 2', clinic: 'meadow-lane' },
      { key: 'c3', name: 'Prep room', clinic: 'meadow-lane' },
      { key: 'h1', name: 'Consult A', clinic: 'hillside' },
      { key: 'h2', name: 'Consult B', clinic: 'hillside' },
    ],
    services: [
      { key: 'check', name: 'Check-up', minutes: 15, price: 5500, hue: 8, weight: 5, by: ['walsh', 'byrne', 'murphy'] },
      {
        key: 'vaccination',
        name: 'Vaccination',
        minutes: 15,
        price: 6200,
        hue: 10,
        weight: 5,
        by: ['walsh', 'byrne', 'murphy', 'doyle'],
      },
      {
        key: 'dental',
        name: 'Dental',
        minutes: 60,
        price: 24000,
        after: 15,
        hue: 6,
        weight: 1,
        by: ['walsh', 'murphy'],
      },
      {
        key: 'follow-up',
        name: 'Follow-up',
        minutes: 30,
        price: 4800,
        hue: 1,
        weight: 3,
        by: ['walsh', 'byrne', 'murphy'],
      },
      { key: 'nails', name: 'Nail clip', minutes: 15, price: 1800, hue: 2, weight: 3, by: ['doyle'] },
    ],
    patients: 72,
  },
]
