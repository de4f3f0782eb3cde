import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { isFromOutside } from '@polyclinic/contract/kit/access.ts'
import { programPermissions } from '@polyclinic/contract/kit/permission.ts'
import { isDeep } from '../testing/deep.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../testing/world.ts'
import { call } from './calls.ts'
import { operations, type Operation } from './operations.ts'
import type { Sample } from '../testing/isolation.ts'
import { samples } from './samples.ts'
import type { Ids } from '../testing/isolation.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let seeded: SeededOrganization
let organization: TestOrganization
/** Ids of what both clinics use, and of what is the other clinic's alone. */
let shared: Ids
let theirs: Ids
let mine: string
let callers: Record<string, Person>

beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
  seeded = await seedOrganization(organization, 'heron')
  const { owner } = organization
  const there = seeded.ids.clinic
  const made = async (path: string, body: unknown) => (await owner.post(path, body)).body
  mine = (await made('/clinics', { name: 'Mine', timeZone: 'Europe/Berlin' })).id
  theirs = { ...seeded.ids, account: (await organization.member('staff', { clinicIds: [there] })).accountId }
  const both = { clinicIds: [mine, there] }
  shared = {
    ...seeded.ids,
    practitioner: (await made('/practitioners', { displayName: 'Dr Both', profession: 'doctor', ...both })).id,
    account: (await organization.member('nurse', both)).accountId,
  }
  const hours = [{ clinicId: there, weekday: 1, from: '09:00', to: '10:00' }]
  await owner.put(`/practitioners/${shared.practitioner}/hours`, hours, 1)
  shared.service = (await made('/services', { name: 'Given at both', durationMinutes: 30, ...both })).id
  await made('/invitations', { email: 'anywhere@new.test', role: 'staff' })
  const everything = await made('/roles', { name: 'Everything', copyOf: 'owner' })
  const scoped = { clinicIds: [mine] }
  const program = await organization.member(everything.key, scoped)
  const body = { name: 'Everything', permissions: programPermissions(), days: 1 }
  callers = {
    administrator: await organization.member('clinic-administrator', scoped),
    everything: await organization.member(everything.key, scoped),
    key: world.bearer((await program.post('/api-keys', body)).body.key, organization.slug),
  }
})
afterAll(() => world.close())

/** What another clinic than mine relies on, as it stands in the database; a version alone is no change. */
async function reliedOn(): Promise<string> {
  const outside = [
    [
      'tenant.services',
      `not (at_listed_clinics and id in (select service_id from tenant.service_clinics where clinic_id = '${mine}') and id not in (select service_id from tenant.service_clinics where clinic_id <> '${mine}'))`,
    ],
    [
      'tenant.practitioners',
      `id in (select practitioner_id from tenant.practitioner_clinics where clinic_id <> '${mine}')`,
    ],
    ...[
      'tenant.practitioner_clinics',
      'tenant.working_hours',
      'tenant.opening_hours',
      'tenant.rooms',
      'tenant.appointments',
      'tenant.service_clinics',
    ].map((table) => [table, `clinic_id <> '${mine}'`]),
    ['tenant.service_practitioners', 'true'],
    ['tenant.service_rooms', 'true'],
    ['tenant.clinics', `id <> '${mine}'`],
    ['control.organizations', 'true'],
    ['control.roles', 'true'],
    ['control.security_policies', 'true'],
    ['control.support_rules', 'true'],
    ['control.oauth_clients', 'true'],
    ['control.memberships', `(clinic_ids is null or not clinic_ids <@ array['${mine}']::uuid[])`],
    ['control.invitations', `(clinic_ids is null or not clinic_ids <@ array['${mine}']::uuid[])`],
    ['control.api_keys', `created_by = '${organization.owner.accountId}'`],
  ]
  const rows: unknown[] = []
  for (const [table, which] of outside) {
    const { rows: found } = await world.owner.query<{ it: Record<string, unknown> }>(
      `select to_jsonb(t) - 'version' - 'updated_at' - 'last_used_at' as it from ${table} t
       where ${table === 'control.organizations' ? 'id' : 'organization_id'} = '${organization.id}' and ${which} order by to_jsonb(t)::text`,
    )
    rows.push([table, found.map(({ it }) => it)])
  }
  return JSON.stringify(rows, null, 1)
}

/** Values of which at least one says something else than what is there. */
function otherValues(type: z.ZodType): unknown[] {
  if (type instanceof z.ZodOptional) return otherValues(type.def.innerType as z.ZodType)
  if (type instanceof z.ZodNullable) return [null, ...otherValues(type.def.innerType as z.ZodType)]
  if (type instanceof z.ZodBoolean) return [true, false]
  if (type instanceof z.ZodNumber) return [type.minValue, type.maxValue]
  if (type instanceof z.ZodEnum) return type.options
  if (type instanceof z.ZodArray) return [[], [mine], [shared.practitioner], ['patients.read']]
  if (type instanceof z.ZodObject) return [{ amount: 1, currency: 'EUR' }, { reason: 'x' }]
  return ['Taken over', mine, shared.practitioner, 'taken@over.test', 'Europe/Paris', 'staff']
}

const bodyOf = ({ inputSchema }: Operation): z.ZodType => {
  const { body } = (inputSchema as unknown as z.ZodObject<{ body: z.ZodType }>).shape
  return body instanceof z.ZodOptional ? (body.def.innerType as z.ZodType) : body
}

/** The sample, for each id what both clinics use and what the other one has; if whole, with each field of a body by itself. */
function attempts(operation: Operation, isWhole: boolean): Sample[] {
  const body = bodyOf(operation)
  return [shared, theirs].flatMap((ids) => {
    const sample = samples[operation.key](ids)
    if (!(body instanceof z.ZodObject) || !isWhole) return [sample]
    const fields = Object.entries(body.shape as Record<string, z.ZodType>)
    return [
      sample,
      ...fields.flatMap(([field, type]) =>
        otherValues(type).flatMap((value) => [
          { ...sample, body: { [field]: value } },
          { ...sample, body: { ...(sample.body as object), [field]: value } },
        ]),
      ),
    ]
  })
}

const isChange = ({ method, path, meta }: Operation) =>
  method !== 'GET' && path.includes('{organization}') && !isFromOutside(meta.permission)
// who is seen at all clinics is everybody's patient: that is what the tick for all clinics says
const changes = operations.filter((each) => isChange(each) && !each.meta.permission.startsWith('patients.'))

test.each(['administrator', 'everything', 'key'])(
  'a role scoped to one clinic changes nothing that another clinic relies on: %s',
  async (name) => {
    const caller = callers[name] as Person
    const before = await reliedOn()
    for (const operation of changes) {
      // whoever has every tick tries everything; the others may do no more
      for (const sample of attempts(operation, isDeep || name === 'everything')) {
        const answer = await call(caller, operation, organization.slug, sample)
        expect(answer.status, `${operation.key} ${JSON.stringify(sample)}`).toBeLessThan(500)
      }
      expect(await reliedOn(), `${operation.key} as ${name}`).toBe(before)
    }
  },
)

test('what the whole organization shares is refused with the reason, whatever is ticked', async () => {
  const whole = operations.filter(({ meta }) => meta.reach === 'organization')
  expect(whole.map(({ key }) => key).toSorted()).toEqual([
    'audit.log.check',
    'imports.imports.check',
    'imports.imports.create',
    'imports.imports.get',
    'imports.imports.list',
    'imports.imports.run',
    'imports.imports.undo',
    'imports.imports.update',
    'organizations.access.changePolicy',
    'organizations.brand.change',
    'organizations.clinics.create',
    'organizations.logo.remove',
    'organizations.logo.set',
    'organizations.organizationExports.create',
    'organizations.organizations.update',
    'organizations.roleOffers.answer',
    'organizations.roleOffers.list',
    'organizations.roles.create',
    'organizations.roles.remove',
    'organizations.roles.update',
    'platform.closings.ask',
    'platform.closings.callOff',
    'programs.apps.create',
    'programs.apps.remove',
    'rights.erasures.check',
    'rights.erasures.create',
    'rights.legalHolds.create',
    'rights.legalHolds.lift',
    'rights.restrictions.create',
    'rights.restrictions.lift',
    'subscriptions.platformInvoices.pay',
    'subscriptions.subscriptions.keep',
    'subscriptions.subscriptions.order',
    'subscriptions.subscriptions.try',
    'support.supportAccesses.end',
    'support.supportAccesses.grant',
    'support.supportAccesses.refuse',
    'support.supportRules.change',
    'website.hosts.create',
    'website.hosts.remove',
    'website.hosts.verify',
    'website.website.change',
  ])
  for (const operation of whole) {
    const answer = await call(
      callers.everything as Person,
      operation,
      organization.slug,
      samples[operation.key](shared),
    )
    expect(answer, operation.key).toMatchObject({ status: 403, body: { code: 'shared-by-clinics' } })
  }
  // an owner owns all of it, wherever they work
  const partner = await organization.member('owner', { clinicIds: [mine] })
  expect((await partner.post('/clinics', { name: 'Third', timeZone: 'Europe/Berlin' })).status).toBe(201)
})

test('what is shared is refused with the reason, shown beforehand, and one’s own part can be changed', async () => {
  const caller = callers.administrator as Person
  const refused = { status: 403, body: { code: 'shared-by-clinics' } }
  const both = { clinicIds: [mine, theirs.clinic] }
  const { id } = (await organization.owner.post('/services', { name: 'At both', durationMinutes: 30, ...both })).body
  const atBoth = (await caller.get(`/services/${id}`)).body
  expect(atBoth.abilities).toEqual({ update: { allowed: false, reason: 'shared-by-clinics' } })
  expect(await caller.patch(`/services/${atBoth.id}`, { price: { amount: 1, currency: 'EUR' } }, 1)).toMatchObject(
    refused,
  )
  expect((await caller.patch(`/services/${atBoth.id}`, { name: 'At both', clinicIds: [] }, 1)).status).toBe(200)
  const doctor = (await caller.get(`/practitioners/${shared.practitioner}`)).body
  expect(await caller.patch(`/practitioners/${doctor.id}`, { archived: true }, doctor.version)).toMatchObject(refused)
  const same = { displayName: doctor.displayName, clinicIds: [mine] }
  expect((await caller.patch(`/practitioners/${doctor.id}`, same, doctor.version)).status).toBe(200)
  const own = (await caller.post('/services', { name: 'Ours', durationMinutes: 20 })).body
  expect(own).toMatchObject({ clinicIds: [mine], abilities: { update: { allowed: true } } })
  expect((await caller.patch(`/services/${own.id}`, { clinicIds: null }, 1)).status).toBe(400)
  expect((await caller.patch(`/services/${own.id}`, { durationMinutes: 25 }, 1)).status).toBe(200)
  const invitations = (await organization.owner.get('/invitations')).body.items
  const open = invitations.find(
    (each: { state: string; clinicIds?: string[] }) =>
      each.state === 'open' && !each.clinicIds?.every((at) => at === mine),
  )
  expect(await caller.delete(`/invitations/${open.id}`)).toMatchObject(refused)
  const again = { email: open.email, role: 'staff', clinicIds: [mine] }
  expect(await caller.post('/invitations', again)).toMatchObject(refused)
  expect(await (callers.everything as Person).delete(`/api-keys/${seeded.ids.apiKey}`)).toMatchObject(refused)
})

test('nobody takes another clinic’s patient away, or out of sight', async () => {
  const { key } = (await organization.owner.post('/roles', { name: 'Desk', copyOf: 'nurse' })).body
  const nurse = await organization.member(key, { clinicIds: [mine] })
  const { id } = (
    await organization.owner.post('/patients', { kind: 'human', givenName: 'Ada', homeClinicId: theirs.clinic })
  ).body
  const appointment = {
    patientId: id,
    serviceId: theirs.service,
    practitionerId: shared.practitioner,
    clinicId: mine,
    startsAt: theirs.startsAt,
    outsideHours: true,
  }
  expect((await organization.owner.post('/appointments', appointment)).status).toBe(201)
  expect((await nurse.patch(`/patients/${id}`, { memo: 'comes by bus' }, 1)).status).toBe(200)
  for (const homeClinicId of [mine, null])
    expect(await nurse.patch(`/patients/${id}`, { homeClinicId }, 2)).toMatchObject({
      status: 403,
      body: { code: 'shared-by-clinics' },
    })
  expect(
    await nurse.call('PUT', `/patients/${id}/archival`, { body: { archived: true }, headers: { 'if-match': '*' } }),
  ).toMatchObject({
    status: 403,
    body: { code: 'shared-by-clinics' },
  })
})
