import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Browser, type Person, type World } from '../../../testing/world.ts'
import { hashPassword } from '../passwords/hashes.ts'
import { limits } from './rules.ts'

// with the limits that it ships with
let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const practice = '198.51.100.7'

const password = 'correct horse battery'

/** Colleagues who all chose one password: hashing fifty takes long. */
async function colleagues(many: number): Promise<Person[]> {
  const hash = await hashPassword(password)
  const people: Person[] = []
  for (let nth = 0; nth < many; nth++) people.push(await world.account('Ada'))
  await world.owner.query(
    `insert into auth.account (account_id, provider_id, user_id, password, updated_at)
     select id::text, 'credential', id, $2, now() from unnest($1::uuid[]) as id`,
    [people.map(({ accountId }) => accountId), hash],
  )
  return people
}

test('fifty colleagues behind one address begin their day, and who guesses behind it is stopped', async () => {
  const people = await colleagues(50)
  const statuses: number[] = []
  const browsers: Browser[] = people.map(() => world.browser(practice))
  for (const [nth, { email }] of people.entries()) statuses.push((await browsers[nth]!.signIn(email, password)).status)
  expect(new Set(statuses)).toEqual(new Set([200]))

  const guesser = world.browser(practice)
  const guess = (nth: number) => guesser.signIn(people[nth % people.length]!.email, `guess number ${nth}`)
  // most of what one address has was guessed already
  await world.owner.query(`update auth.guess set count = $1 where key = $2`, [
    limits.address.maximum - 3,
    `address:${practice}`,
  ])
  const refused: number[] = []
  for (let nth = 0; nth < 5; nth++) refused.push((await guess(nth)).status)
  expect(refused).toEqual([401, 401, 401, 429, 429])
  // right or wrong: nothing from a browser that nobody knows is looked at any more
  expect((await guesser.signIn(people[0]!.email, password)).status).toBe(429)
  // one that its person has signed in on counts for itself
  expect((await browsers[0]!.signIn(people[0]!.email, password)).status).toBe(200)
})
