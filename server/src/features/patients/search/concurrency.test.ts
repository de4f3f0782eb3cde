import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

const found = async (search: string) =>
  (await org.owner.get(`/patients?search=${search}`)).body.items.map(({ id }: { id: string }) => id).toSorted()
const tail = (n: number) => String(100_000 + n * 7919).slice(-6)

test('a guardian and its patients changed at once: each is found by what all of them are in the end, and by nothing else', async () => {
  for (let round = 0; round < 12; round++) {
    const [own, theirs, late] = [tail(round * 3), tail(round * 3 + 1), tail(round * 3 + 2)]
    const { body: guardian } = await org.owner.post('/guardians', {
      name: `Before ${round}`,
      contact: { phone: '0431 000001' },
      newPatients: [{ kind: 'animal', givenName: 'Rex', species: 'dog' }],
    })
    const [rex] = guardian.patients
    const [one, two, three] = await Promise.all([
      org.owner.patch(`/patients/${rex.id}`, { contact: { phone: own } }, 1),
      org.owner.patch(`/guardians/${guardian.id}`, { name: `Turbo${round}x`, contact: { phone: theirs } }, 1),
      org.owner.post('/patients', {
        kind: 'animal',
        givenName: 'Late',
        species: 'cat',
        guardianIds: [guardian.id],
        contact: { phone: late },
      }),
    ])
    expect([two.status, three.status]).toEqual([200, 201])
    // the guardian's new name changes the patient's row too: then the other change must look again
    expect([200, 412]).toContain(one.status)
    const both = [rex.id, three.body.id].toSorted((a, b) => a.localeCompare(b))
    expect([await found(theirs), await found(`turbo${round}x`), await found(late)]).toEqual([
      both,
      both,
      [three.body.id],
    ])
    expect(await found(own)).toEqual(one.status === 200 ? [rex.id] : [])
    expect(await found(`before%20${round}`)).toEqual([])
  }
})
