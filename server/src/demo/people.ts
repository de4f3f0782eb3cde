import type { Species } from '@polyclinic/contract/patients/species.ts'
import { breeds } from '@polyclinic/contract/patients/species.ts'
import type { NewPatient } from '../features/patients/patients/actions.ts'
import type { DemoOrganization } from './organizations/organization.ts'
import { pick, randomOf } from './ids.ts'

const given = {
  GB: [
    'Oliver',
    'Amelia',
    'George',
    'Isla',
    'Harry',
    'Ava',
    'Noah',
    'Mia',
    'Leo',
    'Freya',
    'Arthur',
    'Zara',
    'Muhammad',
    'Poppy',
    'Oscar',
    'Chloé',
    'Tomasz',
    'Ngozi',
    'Wei',
    'Siobhán',
  ],
  DE: [
    'Anna',
    'Lukas',
    'Marie',
    'Felix',
    'Sophie',
    'Maximilian',
    'Hannah',
    'Paul',
    'Emilia',
    'Jörg',
    'Ayşe',
    'Mehmet',
    'Greta',
    'Matthias',
    'Renate',
    'Günther',
    'Zoë',
    'Bärbel',
  ],
  IE: [
    'Ciarán',
    'Aisling',
    'Patrick',
    'Róisín',
    'Darragh',
    'Sinéad',
    'Eoin',
    'Gráinne',
    'Liam',
    'Orla',
    'Declan',
    'Maeve',
    'Fergal',
    'Nuala',
  ],
} as const
const family = {
  GB: [
    'Smith',
    'Jones',
    'Taylor',
    'Brown',
    'Patel',
    'Wilson',
    'Evans',
    'Khan',
    'Thompson',
    'Wright',
    'Robinson',
    'Adeyemi',
    'Lewis',
    'Kowalski',
    'Hughes',
    'Nguyễn',
    'Green',
    'O’Brien',
    'Featherstonehaugh-Cholmondeley',
  ],
  DE: [
    'Müller',
    'Schmidt',
    'Schneider',
    'Fischer',
    'Weber',
    'Wagner',
    'Becker',
    'Schäfer',
    'Koch',
    'Bauer',
    'Richter',
    'Klein',
    'Yılmaz',
    'Großmann',
    'Krüger',
    'Hartmann',
  ],
  IE: [
    'Murphy',
    'Kelly',
    'O’Sullivan',
    'Walsh',
    'Ryan',
    'O’Connor',
    'McCarthy',
    'Gallagher',
    'Doherty',
    'Kennedy',
    'Lynch',
    'Quinn',
    'Nolan',
  ],
} as const
const pets = [
  'Bella',
  'Max',
  'Luna',
  'Charlie',
  'Milo',
  'Daisy',
  'Rocky',
  'Molly',
  'Simba',
  'Nala',
  'Oscar',
  'Coco',
  'Shadow',
  'Ruby',
  'Tiger',
  'Biscuit',
  'Pepper',
  'Fionn',
  'Sheba',
  'Loki',
  'Willow',
  'Bran',
]
const speciesByWeight: Species[] = ['dog', 'dog', 'dog', 'dog', 'cat', 'cat', 'cat', 'rabbit', 'horse', 'bird']

export interface DemoHousehold {
  guardian: { name: string; email: string; phone: string }
  animals: NewPatient[]
}

/** `sean.ocallaghan@mail.example`: every address of the demo world ends in a name that no mail can reach. */
const addressOf = (name: string, nth: number) =>
  `${name
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z ]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, '.')}.${nth}@mail.example`

const phones = { GB: '+44 7700 900', DE: '+49 151 5550', IE: '+353 85 555' } as const
type Country = keyof typeof phones

/** People of an organization: believable, always the same. */
export function demoHumans({ slug, country }: DemoOrganization, count: number): NewPatient[] {
  const random = randomOf(slug, 'humans')
  const land = country as Country
  return Array.from({ length: count }, (_, nth) => {
    const [givenName, familyName] = [pick(random, given[land]), pick(random, family[land])]
    const year = 1936 + Math.floor(random() * 85)
    const [month, day] = [12, 28].map((count) => String(1 + Math.floor(random() * count)).padStart(2, '0'))
    const birthDate = `${year}-${month}-${day}`
    const phone = `${phones[land]}${String(100 + ((nth * 37) % 900))}`
    return {
      kind: 'human',
      givenName,
      familyName,
      birthDate,
      sex: pick(random, ['female', 'male', 'female', 'male', 'other'] as const),
      language: country === 'DE' ? 'de' : 'en',
      contact: { email: addressOf(`${givenName} ${familyName}`, nth), phone },
    }
  })
}

export function demoHouseholds({ slug, country }: DemoOrganization, animals: number): DemoHousehold[] {
  const random = randomOf(slug, 'households')
  const land = country as Country
  const households: DemoHousehold[] = []
  for (let left = animals; left > 0;) {
    const name = `${pick(random, given[land])} ${pick(random, family[land])}`
    const nth = households.length
    const size = Math.min(left, 1 + Math.floor(random() * 2.6))
    left -= size
    households.push({
      guardian: { name, email: addressOf(name, nth), phone: `${phones[land]}${String(100 + ((nth * 53) % 900))}` },
      animals: Array.from({ length: size }, (_unused, each): NewPatient => {
        const species = pick(random, speciesByWeight)
        return {
          kind: 'animal',
          givenName: pick(random, pets),
          species,
          breed: pick(random, breeds[species].length > 0 ? breeds[species] : ['Mixed breed']),
          birthDate: `${2010 + Math.floor(random() * 15)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
          sex: pick(random, ['female', 'male'] as const),
          isNeutered: random() < 0.6,
          ...(species !== 'bird' && { microchip: `3720980${String(10_000_000 + nth * 1009 + each * 7)}` }),
        }
      }),
    })
  }
  return households
}
