import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { timestamptz } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { build } from '../build.ts'
import { linkAccount } from '../links/actions.ts'

let world: World
let org: TestOrganization
const place = { clinicId: '', serviceId: newId(), practitionerId: newId() }
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  place.clinicId = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
  await org.inTenant(async (tx) => {
    await tx.run(sql`
      insert into tenant.services (organization_id, id, name, duration_minutes, hue) values (${org.id}, ${place.serviceId}, 'Check', 30, 1)`)
    await tx.run(sql`
      insert into tenant.practitioners (organization_id, id, display_name, profession, hue)
      values (${org.id}, ${place.practitionerId}, 'Dr Who', 'doctor', 1)`)
  })
})
afterAll(() => world?.close())

const today = (days = 0) => Temporal.Now.plainDateISO(org.tenant.timeZone).add({ days }).toString()

interface Held {
  guardianId: string
  state: string
  from?: string
  until?: string
  version: number
}

const relations = async (patientId: string): Promise<Held[]> => {
  const { status, body } = await org.owner.get(`/patients/${patientId}/relations`)
  expect(status).toBe(200)
  return body.items
}

const guardian = (name: string) =>
  org.inTenant((tx) => build.guardian(tx, { name, contact: { email: `${name.toLowerCase()}@guardian.test` } }))

const linked = async (patientId: string, guardianId: string): Promise<Person> => {
  const account = await world.account('Pat Person')
  await org.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId, relation: 'guardian', guardianId }]))
  await world.owner.query('insert into control.account_directory values ($1, $2)', [org.id, account.accountId])
  return account
}

const dogOf = async (...guardianIds: string[]) =>
  (await org.inTenant((tx) => build.patient(tx, { species: 'dog', guardianIds }))).id

const seenBy = async (account: Person) =>
  ((await account.get('/api/v1/me')).body.patients as { patientId: string }[]).map(({ patientId }) => patientId)

const visitOf = (one: { patientId: string; startsAt: string }) =>
  `${one.patientId} ${new Date(one.startsAt).toISOString()}`

const visitsOf = async (account: Person, when: string): Promise<string[] | number> => {
  const { status, body } = await account.get(
    `/api/v1/organizations/${org.slug}/own-visits${when === 'past' ? '/past' : ''}`,
  )
  return status === 200 ? (body.items as { patientId: string; startsAt: string }[]).map(visitOf) : status
}

const heardBy = async (patientId: string) =>
  ((await org.owner.get(`/patients/${patientId}/reach`)).body.byEmail as { name: string }[]).map(({ name }) => name)

/** One visit of long ago and one to come, as they lie in the database: booking is another feature's. */
async function visits(patientId: string) {
  const [past, ahead] = await org.inTenant((tx) =>
    tx.all(shape({ starts_at: timestamptz })`
      insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, state, starts_at, ends_at,
        buffer_before, buffer_after)
      select ${org.id}, gen_random_uuid(), ${patientId}, ${place.serviceId}, ${place.practitionerId}, ${place.clinicId}, 'booked',
        clock_timestamp() + d * interval '1 day', clock_timestamp() + d * interval '1 day' + interval '30 minutes', 0, 0
      from unnest(array[-9, 9]) d returning starts_at`),
  )
  return {
    past: visitOf({ patientId, startsAt: String(past?.starts_at) }),
    ahead: visitOf({ patientId, startsAt: String(ahead?.starts_at) }),
  }
}

describe('who answered before', () => {
  test('goes on as the owner of an animal and as the parent of a human, with all that was permitted', async () => {
    const { id } = await guardian('Olga')
    const [dog, child] = [
      await dogOf(id),
      (await org.inTenant((tx) => build.patient(tx, { kind: 'human', guardianIds: [id] }))).id,
    ]
    const all = { permissions: ['appointments', 'records', 'billing', 'messages'], state: 'running', version: 1 }
    expect(await relations(dog)).toMatchObject([{ guardianId: id, guardianName: 'Olga', kind: 'owner', ...all }])
    expect(await relations(child)).toMatchObject([{ kind: 'parent', ...all }])
    const { body } = await org.owner.get(`/guardians/${id}/relations`)
    expect((body.items as { patientId: string }[]).map(({ patientId }) => patientId).toSorted()).toEqual(
      [dog, child].toSorted(),
    )
    expect((await org.owner.get(`/guardians/${newId()}/relations`)).status).toBe(404)
    expect((await org.owner.get(`/patients/${newId()}/relations`)).status).toBe(404)
  })

  test('and is taken off the form, stays in the past, is found by it no more, and may begin anew', async () => {
    const one = await guardian('Onetime')
    const dog = await dogOf(one.id)
    const account = await linked(dog, one.id)
    expect(await seenBy(account)).toEqual([dog])
    await org.database.query('update tenant.patient_guardians set share = 6000 where patient_id = $1', [dog])
    await org.owner.patch(`/patients/${dog}`, { guardianIds: [] }, 1)
    expect(await relations(dog)).toMatchObject([{ state: 'ended', until: today() }])
    expect((await org.owner.get(`/patients/${dog}`)).body.guardians).toEqual([])
    expect((await org.owner.get('/patients?search=Onetime')).body.items).toEqual([])
    const { rows } = await org.database.query('select from tenant.patients where id = $1 and search_text like $2', [
      dog,
      '%onetime%',
    ])
    expect(rows).toEqual([])
    expect(await seenBy(account)).toEqual([])
    await org.owner.patch(`/guardians/${one.id}`, { patientIds: [dog] }, 1)
    expect(await relations(dog)).toMatchObject([{ state: 'running', from: today() }])
    // another one may own all of it by now
    expect(await relations(dog)).not.toMatchObject([{ sharePercent: expect.any(Number) }])
    expect(await seenBy(account)).toEqual([dog])
  })
})

describe('a change of guardian', () => {
  const change = (dog: string, body: object) => org.owner.post(`/patients/${dog}/guardian-changes`, body)

  test.each(['nothing', 'until-then'] as const)(
    'closes the former one’s access from that day; after it they see %s',
    async (formerSees) => {
      const [former, next] = [await guardian('Former'), await guardian('Newer')]
      const dog = await dogOf(former.id)
      const account = await linked(dog, former.id)
      const { past, ahead } = await visits(dog)
      expect([await visitsOf(account, 'past'), await visitsOf(account, 'ahead')]).toEqual([[past], [ahead]])
      const changed = await change(dog, {
        former: [{ guardianId: former.id, version: 1 }],
        on: today(),
        formerSees,
        guardianId: next.id,
      })
      expect(changed).toMatchObject({
        status: 200,
        body: {
          items: [
            { guardianId: next.id, kind: 'owner', state: 'running', from: today() },
            { guardianId: former.id, state: 'ended', until: today(-1), afterwards: formerSees },
          ],
        },
      })
      const theirs = await linked(dog, next.id)
      const keeps = formerSees === 'until-then'
      expect([await visitsOf(theirs, 'past'), await visitsOf(theirs, 'ahead')]).toEqual([[past], [ahead]])
      expect([await visitsOf(account, 'past'), await visitsOf(account, 'ahead')]).toEqual(
        keeps ? [[past], []] : [404, 404],
      )
      expect(await seenBy(account)).toEqual(keeps ? [dog] : [])
      expect(await heardBy(dog)).toEqual(['Newer'])
      for (const who of [account, theirs]) {
        const told = JSON.stringify([
          (await who.get('/api/v1/me')).body,
          (await who.get(`/api/v1/organizations/${org.slug}/own-visits`)).body,
        ])
        for (const name of ['Former', 'Newer', 'guardian.test']) expect(told).not.toContain(name)
      }
    },
  )

  test('on a day to come changes nothing until then, and needs nobody then', async () => {
    const [former, next] = [await guardian('Now'), await guardian('Later')]
    const dog = await dogOf(former.id)
    const [account, theirs] = [await linked(dog, former.id), await linked(dog, next.id)]
    const { ahead } = await visits(dog)
    const given = {
      former: [{ guardianId: former.id, version: 1 }],
      on: today(40),
      formerSees: 'nothing',
      guardianId: next.id,
    }
    expect((await change(dog, given)).body.items).toMatchObject([
      { state: 'ahead' },
      { state: 'running', until: today(39) },
    ])
    expect([await visitsOf(account, 'ahead'), await visitsOf(theirs, 'ahead')]).toEqual([[ahead], 404])
    expect(await heardBy(dog)).toEqual(['Now'])
    // the day itself: the instants that were worked out then are now
    await org.database.query(
      `update tenant.patient_guardians set begins_at = begins_at - interval '41 days', ends_at = ends_at - interval '41 days'
       where organization_id = $1 and patient_id = $2`,
      [org.id, dog],
    )
    expect([await visitsOf(account, 'ahead'), await visitsOf(theirs, 'ahead')]).toEqual([404, [ahead]])
    expect(await heardBy(dog)).toEqual(['Later'])
    expect((await org.owner.get(`/patients/${dog}`)).body.guardians).toMatchObject([{ name: 'Later' }])
    expect((await org.owner.get(`/guardians/${former.id}`)).body.patients).toEqual([])
    expect((await org.owner.get('/patients?search=Later')).body.items).toMatchObject([{ id: dog }])
  })

  test('of two desks at once happens once; the other one is told that it saw something older', async () => {
    const former = await guardian('Sole')
    const dog = await dogOf(former.id)
    const given = (name: string) => ({
      former: [{ guardianId: former.id, version: 1 }],
      on: today(),
      formerSees: 'nothing',
      newGuardian: { name },
    })
    const answers = await Promise.all([change(dog, given('Desk One')), change(dog, given('Desk Two'))])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
    expect(answers.find(({ status }) => status === 412)?.body.code).toBe('stale')
    expect((await relations(dog)).map(({ state }) => state)).toEqual(['running', 'ended'])
    // the one who was refused left nobody behind either
    const { body } = await org.owner.get('/guardians?search=Desk')
    expect(body.items).toHaveLength(1)
  })

  test('is refused where it cannot be', async () => {
    const [former, next] = [await guardian('Held'), await guardian('Beside')]
    const dog = await dogOf(former.id, next.id)
    const given = {
      former: [{ guardianId: former.id, version: 1 }],
      on: today(),
      formerSees: 'nothing',
      guardianId: next.id,
    }
    const refused = async (more: object, at = dog) => {
      const { status, body } = await change(at, { ...given, ...more })
      return body.data?.issues?.[0]?.code ?? body.code ?? status
    }
    expect(await refused({})).toBe('already-exists')
    expect(await refused({ guardianId: newId() })).toBe('unknown')
    expect(await refused({ former: [{ guardianId: newId(), version: 1 }] })).toBe('unknown')
    expect(await refused({ newGuardian: { name: 'Both' } })).toBe('choice')
    expect(await refused({}, newId())).toBe('not-found')
    await org.owner.patch(`/patients/${dog}/relations/${former.id}`, { from: today(1) }, 1)
    expect(
      await refused({ former: [{ guardianId: former.id, version: 2 }], guardianId: (await guardian('Else')).id }),
    ).toBe('date')
  })
})

describe('a relation', () => {
  test('is added once, changed at the version that was seen, and never over the whole', async () => {
    const [one, two] = [await guardian('Half'), await guardian('Other')]
    const horse = await dogOf(one.id)
    const at = (who: string) => `/patients/${horse}/relations/${who}`
    expect(await org.owner.patch(at(one.id), { sharePercent: 66.67, isPreferred: true }, 1)).toMatchObject({
      status: 200,
      body: { sharePercent: 66.67, isPreferred: true, version: 2 },
    })
    expect((await org.owner.patch(at(one.id), { kind: 'carer' }, 1)).status).toBe(412)
    expect((await org.owner.patch(at(one.id), { kind: 'carer' })).status).toBe(428)
    expect((await org.owner.patch(at(newId()), { kind: 'carer' }, 1)).status).toBe(404)
    const add = (body: object) => org.owner.post(`/patients/${horse}/relations`, { guardianId: two.id, ...body })
    expect((await add({ kind: 'co-owner', sharePercent: 33.34 })).body.data.issues[0].code).toBe('range')
    expect((await add({ kind: 'carer', sharePercent: 1 })).body.data.issues[0].code).toBe('range')
    expect((await add({ sharePercent: 0.001 })).body.data.issues[0].code).toBe('range')
    expect((await add({ kind: 'co-owner', sharePercent: 33.33, isPreferred: true })).status).toBe(201)
    expect((await add({})).body.code).toBe('already-exists')
    expect(await relations(horse)).toMatchObject([
      { guardianId: two.id, isPreferred: true },
      { isPreferred: false, version: 3 },
    ])
    expect(await heardBy(horse)).toEqual(['Other', 'Half'])
    // who owns no more has no share
    expect((await org.owner.patch(at(one.id), { kind: 'carer' }, 3)).body.sharePercent).toBeUndefined()
  })

  test('opens what it permits, whatever the link does', async () => {
    const { id } = await guardian('Payer')
    const dog = await dogOf(id)
    const account = await linked(dog, id)
    await visits(dog)
    await org.owner.patch(`/patients/${dog}/relations/${id}`, { kind: 'payer', permissions: ['billing'] }, 1)
    expect(await visitsOf(account, 'past')).toBe(403)
    expect(await seenBy(account)).toEqual([dog])
    expect(await heardBy(dog)).toEqual([])
  })

  test('is told of in the audit, and its reason is not', async () => {
    const { id } = await guardian('Audited')
    const dog = await dogOf(id)
    await org.owner.patch(`/patients/${dog}/relations/${id}`, { blocked: { reason: 'court order 7' } }, 1)
    const { body } = await org.owner.get(`/patients/${dog}/access-history`)
    expect(body.items).toContainEqual(expect.objectContaining({ subject: 'patient_guardians', action: 'update' }))
    expect(JSON.stringify(body)).not.toContain('court order')
  })
})

describe('two parents, one of whom is kept out', () => {
  test('the desk is warned beside the name; who is kept out meets nothing, and the other one all of it', async () => {
    const [kept, open] = [await guardian('Bert'), await guardian('Anna')]
    const phone = { contact: { phone: '0431 777000' } }
    await org.owner.patch(`/guardians/${kept.id}`, phone, 1)
    const child = (await org.inTenant((tx) => build.patient(tx, { kind: 'human', guardianIds: [kept.id, open.id] }))).id
    const [out, inside] = [await linked(child, kept.id), await linked(child, open.id)]
    const { past, ahead } = await visits(child)
    const before = await inside.get('/api/v1/me')
    await org.owner.patch(`/patients/${child}/relations/${kept.id}`, { blocked: { reason: 'court order' } }, 1)
    expect((await org.owner.get(`/patients/${child}`)).body.warnings.keptOut).toEqual([
      { guardianId: kept.id, name: 'Bert', reason: 'court order' },
    ])
    const { body: links } = await org.owner.get(`/patients/${child}/links`)
    expect(links.items.map(({ state }: { state: string }) => state).toSorted()).toEqual(['blocked', 'open'])
    expect([await seenBy(out), await visitsOf(out, 'past')]).toEqual([[], 404])
    // exactly what somebody is answered who was never here
    const stranger = await world.account()
    const below = `/api/v1/organizations/${org.slug}/own-visits`
    const [theirs, strangers] = [await out.get(below), await stranger.get(below)]
    const { requestId: _one, ...answered } = theirs.body
    const { requestId: _two, ...usual } = strangers.body
    expect([theirs.status, answered]).toEqual([strangers.status, usual])
    expect((await inside.get('/api/v1/me')).body).toEqual(before.body)
    expect([await visitsOf(inside, 'past'), await visitsOf(inside, 'ahead')]).toEqual([[past], [ahead]])
    expect(await heardBy(child)).toEqual(['Anna'])
    const phoneInList = async () => (await org.owner.get(`/patients?guardianId=${open.id}`)).body.items[0].phone
    expect(await phoneInList()).toBeUndefined()
    await org.owner.patch(`/patients/${child}/relations/${kept.id}`, { blocked: null }, 2)
    expect(await phoneInList()).toBeDefined()
    expect(await seenBy(out)).toEqual([child])
    expect((await org.owner.get(`/patients/${child}`)).body.warnings.keptOut).toBeUndefined()
  })

  test('whatever the relations are, an account sees and hears what they say and nothing else', async () => {
    let seed = 20_261_129
    const random = (max: number) => Math.floor((seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 65_536) % max
    const people = [await guardian('Pia'), await guardian('Quint'), await guardian('Rosa')]
    const children = await org.inTenant(async (tx) => {
      const made = []
      for (let nth = 0; nth < 5; nth++)
        made.push((await build.patient(tx, { kind: 'human', guardianIds: people.map(({ id }) => id) })).id)
      return made
    })
    const accounts = await Promise.all(people.map(() => world.account('Pat Person')))
    const visitsBy = new Map<string, Awaited<ReturnType<typeof visits>>>()
    for (const child of children) visitsBy.set(child, await visits(child))
    for (const [nth, account] of accounts.entries()) {
      const guardianId = people[nth]?.id
      const links = children.map((patientId) => ({ patientId, relation: 'guardian' as const, guardianId }))
      await org.inTenant((tx) => linkAccount(tx, account.accountId, links))
      await world.owner.query('insert into control.account_directory values ($1, $2)', [org.id, account.accountId])
    }
    const heard = new Map<string, string[]>(children.map((child) => [child, []]))
    for (const [nth, account] of accounts.entries()) {
      const saw = { patients: [] as string[], past: [] as string[], ahead: [] as string[] }
      for (const child of children) {
        const [isBlocked, hasEnded, keeps, hasBegun] = [
          random(3) === 0,
          random(2) === 0,
          random(2) === 0,
          random(4) > 0,
        ]
        const [opens, hears] = [random(3) > 0, random(3) > 0]
        const permissions = [...(opens ? ['appointments'] : []), ...(hears ? ['messages'] : [])]
        await org.inTenant((tx) =>
          tx.run(sql`
            update tenant.patient_guardians set permissions = ${permissions}::text[], sees_until_then = ${keeps},
              begins_on = current_date, begins_at = now() + make_interval(days => ${hasBegun ? -30 : 30}),
              ends_on = current_date, ends_at = now() + make_interval(days => ${hasEnded && hasBegun ? -1 : 60}),
              blocked_at = case when ${isBlocked} then now() end, blocked_by = case when ${isBlocked} then ${account.accountId}::uuid end,
              reason_sealed = case when ${isBlocked} then '\\x00'::bytea end
            where organization_id = ${org.id} and patient_id = ${child} and guardian_id = ${people[nth]?.id}`),
        )
        const isLetIn = !isBlocked && hasBegun && (!hasEnded || keeps)
        if (isLetIn) saw.patients.push(child)
        if (isLetIn && opens) saw.past.push(visitsBy.get(child)?.past as string)
        if (isLetIn && opens && !hasEnded) saw.ahead.push(visitsBy.get(child)?.ahead as string)
        if (!isBlocked && hasBegun && !hasEnded && hears) heard.get(child)?.push(people[nth]?.name as string)
      }
      const listed = (answer: string[] | number) =>
        answer === 404 || answer === 403 ? [] : (answer as string[]).toSorted()
      expect({
        patients: (await seenBy(account)).toSorted(),
        past: listed(await visitsOf(account, 'past')),
        ahead: listed(await visitsOf(account, 'ahead')),
      }).toEqual({ patients: saw.patients.toSorted(), past: saw.past.toSorted(), ahead: saw.ahead.toSorted() })
    }
    await org.database.query(
      `update tenant.patient_guardians set blocked_at = null, blocked_by = null, reason_sealed = null, permissions = '{}'
       where organization_id = $1 and blocked_at is not null`,
      [org.id],
    )
    for (const child of children) expect((await heardBy(child)).toSorted(), child).toEqual(heard.get(child)?.toSorted())
  })
})
