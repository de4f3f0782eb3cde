import type { NewPatient } from '../patients/actions.ts'

type Made = Omit<NewPatient, 'guardianIds'> & { owner?: number }

const given =
  'Amelia Muhammad Jürgen Saoirse Yusuf Katarzyna Olivia Noah Leïla Bjørn Chiara Dmitri Fatima Henrik Ingrid Jonas Karim Lucía Marek Nadia Owen Priya Quentin Rosa Stefan Tomás Ursula Viktor Wanda Xavier'.split(
    ' ',
  )
const family =
  'Adeyemi Thompson Müller Kowalska Haddad Nakamura Öztürk Fernández Lindqvist Papadopoulos Walsh Ivanova Schneider Moreau Bianchi Novák Horvat Jensen Virtanen Costa Popescu Kaya Rossi Larsen Dubois Weber Santos Silva Nowak Berg'.split(
    ' ',
  )
const animals = 'Bella Rocky Luna Simba Minka Balou Nala Oscar Lucky Paula'.split(' ')

/** The same numbers with the same seed (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const two = (number: number) => String(number).padStart(2, '0')

/** Two letters that stand beside each other change places, as fingers do. */
const slipped = (name: string, at: number) =>
  name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)

/** How a desk adds somebody once more. */
const again: readonly ((one: Made, number: (below: number) => number) => Made)[] = [
  (one) => ({ ...one, givenName: one.familyName ?? '', familyName: one.givenName }),
  (one, number) => ({
    ...one,
    familyName: slipped(one.familyName ?? '', 1 + number((one.familyName?.length ?? 4) - 3)),
  }),
  (one) => ({ ...one, birthDate: one.birthDate?.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1-$3-$2') }),
  (one) => ({ ...one, birthDate: one.birthDate?.replace(/^(\d\d)(\d)(\d)/, '$1$3$2') }),
  (one) => ({ ...one, givenName: one.givenName.toUpperCase(), contact: undefined }),
  (one) => ({ ...one, birthDate: undefined }),
]

/**
 * People as a practice has them, some of them twice, as labelled in `same`: with families who share a phone, twins, namesakes and
 * owners of several animals, who are not the same.
 */
export function randomPeople(seed: number): { people: Made[]; same: [number, number][] } {
  const number = numbers(seed)
  const people: Made[] = []
  const same: [number, number][] = []
  const phone = (at: number) => `+49 30 ${5_000_000 + at * 137}`
  const person = (at: number): Made => ({
    kind: 'human',
    // every pair of names once: namesakes are made on purpose
    givenName: given[at % given.length] as string,
    familyName: family[(at + Math.floor(at / given.length)) % family.length] as string,
    // a day that can also be a month, so that both can be mixed up
    birthDate: `${1940 + number(70)}-${two(1 + number(12))}-${two(1 + number(12))}`,
    contact: { phone: phone(at), email: `person.${at}@families.example` },
  })
  for (let at = 0; at < 120; at++) {
    const one = person(at)
    const first = people.push(one) - 1
    if (at % 3 === 0) {
      const how = again[Math.floor(at / 3) % again.length]
      if (how) same.push([first, people.push(how(one, number)) - 1])
    }
    const other = { ...one, givenName: given[(at + 7) % given.length] as string }
    // a child with the phone of the house, and a twin
    if (at % 5 === 1) people.push({ ...other, birthDate: `2015-${two(1 + number(12))}-20` })
    if (at % 10 === 2) people.push({ ...other, contact: { phone: phone(at) } })
    // a namesake of another generation
    if (at % 10 === 4) people.push({ ...one, birthDate: '1931-10-31', contact: undefined })
  }
  for (let owner = 0; owner < 30; owner++)
    for (const [nth, name] of [0, 4].entries()) {
      const one: Made = {
        kind: 'animal',
        species: 'dog',
        givenName: animals[(owner + name) % animals.length] as string,
        owner,
      }
      const first = people.push(one) - 1
      if (owner % 3 === 0 && nth === 0) same.push([first, people.push({ ...one, colour: 'brown' }) - 1])
    }
  return { people, same }
}
