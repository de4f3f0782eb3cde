import type { Language } from '@polyclinic/contract/kit/language.ts'
import { demoId } from './ids.ts'

export const demoPassword = 'polyclinic-demo'

/** Unlocks the screens of receptions, nurses and the vet at a shared machine. */
export const demoPin = '2468'

/** What platform@demo.example puts into an authenticator app (base32): whoever runs the platform needs a second factor. */
export const demoAuthenticator = 'POLYCLINICDEMOPLATFORMOPERATOR27'

export const operatorEmail = 'platform@demo.example'

export interface DemoAccount {
  email: string
  name: string
  language?: Language
  /** Where the account works, and as what; `clinics`: at these alone. */
  roles: { organization: string; role: string; clinics?: string[] }[]
}

export const demoAccounts: DemoAccount[] = [
  { email: 'owner@riverside.example', name: 'Helen Marsh', roles: [{ organization: 'riverside', role: 'owner' }] },
  {
    email: 'doctor@riverside.example',
    name: 'Dr Samuel Okoye',
    roles: [{ organization: 'riverside', role: 'practitioner' }],
  },
  { email: 'nurse@riverside.example', name: 'Ffion Price', roles: [{ organization: 'riverside', role: 'nurse' }] },
  {
    email: 'reception@riverside.example',
    name: 'Grace Turner',
    roles: [{ organization: 'riverside', role: 'receptionist' }],
  },
  {
    email: 'accountant@riverside.example',
    name: 'Oscar Whitfield',
    roles: [{ organization: 'riverside', role: 'accountant' }],
  },
  {
    email: 'owner@northgate.example',
    name: 'Katrin Vogel',
    language: 'de',
    roles: [{ organization: 'northgate', role: 'owner' }],
  },
  {
    email: 'physio@northgate.example',
    name: 'Jonas Brandt',
    language: 'de',
    roles: [{ organization: 'northgate', role: 'practitioner' }],
  },
  {
    email: 'reception@northgate.example',
    name: 'Lea Hoffmann',
    language: 'de',
    roles: [{ organization: 'northgate', role: 'receptionist' }],
  },
  { email: 'owner@meadow.example', name: 'Niamh Byrne', roles: [{ organization: 'meadow', role: 'owner' }] },
  { email: 'vet@meadow.example', name: 'Conor Walsh', roles: [{ organization: 'meadow', role: 'practitioner' }] },
  { email: 'reception@meadow.example', name: 'Aoife Kelly', roles: [{ organization: 'meadow', role: 'receptionist' }] },
  {
    email: 'dispenser@meadow.example',
    name: 'Roisin Daly',
    roles: [{ organization: 'meadow', role: 'dispenser' }],
  },
  {
    email: 'locum@demo.example',
    name: 'Dr Priya Raman',
    roles: [
      { organization: 'riverside', role: 'practitioner', clinics: ['old-town'] },
      { organization: 'northgate', role: 'practitioner' },
    ],
  },
  { email: 'amina@demo.example', name: 'Amina Farouk', language: 'ar', roles: [] },
  { email: operatorEmail, name: 'Robin Keller', roles: [] },
]

export const accountId = (email: string) => demoId('account', email)
