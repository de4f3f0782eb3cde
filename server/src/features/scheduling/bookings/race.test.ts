import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Answer, type TestOrganization, type World } from '../../../testing/world.ts'
import { build, hourAhead } from '../build.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const startsAt = hourAhead(5)

/** A bookable hour with one practitioner. */
const bookable = (organization: TestOrganization) =>
  organization.inTenant(async (tx) => {
    const clinicId = await build.clinic(tx)
    const practitionerId = (await build.practitioner(tx, { clinicIds: [clinicId] })).id
    const serviceId = (await build.service(tx, { bufferAfter: 5 })).id
    return { clinicId, practitionerId, serviceId, patientId: (await build.patient(tx)).id, startsAt }
  })

/** A busy machine answers that it is away for a moment; then the same is asked again, as clients do. */
async function book({ owner }: TestOrganization, body: object): Promise<Answer> {
  const key = { 'idempotency-key': newId() }
  for (;;) {
    const answer = await owner.post('/appointments', body, key)
    if (answer.status !== 503) return answer
  }
}

function expectOneWinner(answers: Answer[]): void {
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const lost = answers.filter(({ status }) => status === 409)
  expect(lost, JSON.stringify(answers.find(({ status }) => status !== 201 && status !== 409)?.body)).toHaveLength(
    answers.length - 1,
  )
  for (const { body } of lost) {
    expect(body.code).toBe('slot-taken')
    expect(body.data.alternatives).toHaveLength(3)
    for (const slot of body.data.alternatives) expect(slot.startsAt).not.toBe(startsAt)
  }
}

describe.each([
  ['a pooled', false],
  ['a dedicated', true],
])('in %s organization', (_kind, dedicated) => {
  test('of 200 parallel bookings of one slot exactly one wins, all others learn of three free times', async () => {
    const organization = await world.organization({ dedicated })
    const body = await bookable(organization)
    expectOneWinner(await Promise.all(Array.from({ length: 200 }, () => book(organization, body))))
  })

  test('of 40 parallel bookings that overlap in part exactly one wins', async () => {
    const organization = await world.organization({ dedicated })
    const body = await bookable(organization)
    const wishes = Array.from({ length: 40 }, (_, nth) => ({
      ...body,
      startsAt: new Date(Date.parse(startsAt) + (nth % 6) * 5 * 60_000).toISOString(),
    }))
    const answers = await Promise.all(wishes.map((wish) => book(organization, wish)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201,
      ...Array.from({ length: 39 }, () => 409),
    ])
  })
})
