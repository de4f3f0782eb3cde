import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import type { Answer } from '../../../testing/world.ts'
import { openMailWorld, type Appointment, type MailSender, type MailWorld } from '../notices/mail-fixture.ts'

let mail: MailWorld
let elsewhere: MailSender
beforeAll(async () => {
  mail = await openMailWorld()
  elsewhere = await mail.sender()
})
afterAll(() => mail.close())

describe.each([{ dedicated: false }, { dedicated: true }])('dedicated: $dedicated', ({ dedicated }) => {
  let sender: MailSender
  beforeAll(async () => void (sender = await mail.sender({ dedicated })))

  const address = () => `${newId()}@astray.example`
  const linksOf = async ({ id }: Appointment) => (await sender.owner.get(`/appointments/${id}/links`)).body
  const mailsTo = (to: string) => mail.smtp.inbox.filter((one) => one.to?.some((each) => each.address === to))
  const tokenIn = (text = '') => /\/visit\/[\w-]+\/([\w-]{43})/.exec(text)?.[1] ?? ''
  const at = (token: string) => `/api/v1/organizations/${sender.organization.slug}/visits/${token}`
  const page = async (token: string) =>
    (await mail.world.application.http!.inject(`/visit/${sender.organization.slug}/${token}`)).statusCode
  const plain = ({ status, body }: Answer) => JSON.stringify([status, { ...body, requestId: '' }])

  /** An appointment whose mail went to an address that was wrong. */
  async function astray() {
    const wrong = address()
    const appointment = await sender.book({ contact: { email: wrong } })
    await mail.threeMinutesLater()
    const token = tokenIn(mailsTo(wrong)[0]?.text)
    const [link] = (await linksOf(appointment)).items
    return { wrong, appointment, token, link, path: `/appointments/${appointment.id}/links` }
  }

  test('the desk sees what was given out, until when, and whether somebody answered by it; never what opens it', async () => {
    const { appointment, token, link } = await astray()
    expect(link).toEqual({
      id: expect.any(String),
      purpose: 'appointment',
      state: 'open',
      createdAt: expect.any(String),
      expiresAt: new Date(Date.parse(appointment.endsAt) + 30 * 86_400_000).toISOString(),
      uses: 0,
      abilities: { withdraw: { allowed: true } },
    })
    await mail.world.anybody.call('POST', `${at(token)}/confirmation`)
    const shown = await linksOf(appointment)
    expect(shown).toMatchObject({
      items: [{ uses: 1 }],
      abilities: { send: { allowed: false, reason: 'open' } },
    })
    expect(JSON.stringify(shown)).not.toContain(token)
  })

  test('a withdrawn link is like one that never was, also where it was about to be used; the log says who did it', async () => {
    const { appointment, token, link, path } = await astray()
    const unknown = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`
    expect((await mail.world.anybody.get(at(token))).status).toBe(200)
    const withdrawn = await sender.owner.delete(`${path}/${link.id}`)
    expect(withdrawn).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', withdrawnAt: expect.any(String), abilities: { withdraw: { allowed: false } } },
    })
    expect(plain(await mail.world.anybody.get(at(token)))).toBe(plain(await mail.world.anybody.get(at(unknown))))
    for (const what of ['confirmation', 'cancellation'])
      expect((await mail.world.anybody.call('POST', `${at(token)}/${what}`)).status).toBe(404)
    expect(await page(token)).toBe(await page(unknown))
    expect((await sender.owner.get(`/appointments/${appointment.id}`)).body.state).toBe('booked')
    expect(await sender.owner.delete(`${path}/${link.id}`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'withdrawn' } },
    })
    const { rows } = await sender.organization.database.query(
      `select account_id from tenant.audit_events
       where subject = 'appointments' and subject_id = $1 and fields = '{links_withdrawn_at}'`,
      [appointment.id],
    )
    expect(rows).toEqual([{ account_id: sender.owner.accountId }])
  })

  test('of a desk that withdraws and a stranger who cancels at one moment one is first, and the other is told', async () => {
    for (let round = 0; round < 3; round++) {
      const { appointment, token, link, path } = await astray()
      const [withdrawal, cancellation] = await Promise.all([
        sender.owner.delete(`${path}/${link.id}`),
        mail.world.anybody.call('POST', `${at(token)}/cancellation`),
      ])
      expect(withdrawal.status).toBe(200)
      const { state } = (await sender.owner.get(`/appointments/${appointment.id}`)).body
      expect(state).toBe(cancellation.status === 201 ? 'cancelled' : 'booked')
      if (cancellation.status !== 201) expect(cancellation.status).toBe(404)
    }
  })

  const tokenOfBefore = ({ id }: Appointment) =>
    sender.organization.inTenant((tx) =>
      Promise.resolve(
        Buffer.concat([
          Buffer.from(String(id).replaceAll('-', ''), 'hex'),
          tx.sealer.proof('visit-link', String(id)),
        ]).toString('base64url'),
      ),
    )

  test('a link from before links were rows ends with the withdrawal, too', async () => {
    const { appointment, link, path } = await astray()
    const token = await tokenOfBefore(appointment)
    expect((await mail.world.anybody.get(at(token))).status).toBe(200)
    await sender.owner.delete(`${path}/${link.id}`)
    expect((await mail.world.anybody.get(at(token))).status).toBe(404)
    expect(await page(token)).toBe(404)
  })

  test('so it does when whom it was mailed to stops answering; what nobody was mailed of stays as it is', async () => {
    const former = { name: 'Former', contact: { email: address() } }
    const { body: guardian } = await sender.owner.post('/guardians', former)
    const mailed = await sender.book({ kind: 'animal', species: 'dog', givenName: 'Rex', guardianIds: [guardian.id] })
    await mail.threeMinutesLater()
    const forgotten = 'delete from tenant.links where subject_id = $1'
    await sender.organization.database.query(forgotten, [mailed.id])
    const path = `/patients/${mailed.patient.id}/relations/${guardian.id}`
    const ahead = { serviceId: mailed.service.id, practitionerId: sender.ids.practitioner, clinicId: sender.ids.clinic }
    const startsAt = new Date(Date.parse(mailed.startsAt) + 50 * 86_400_000).toISOString()
    const bare = { ...ahead, patientId: mailed.patient.id, startsAt, notify: false }
    const { body: unmailed } = await sender.owner.post('/appointments', bare)
    const token = await tokenOfBefore(mailed)
    expect((await mail.world.anybody.get(at(token))).status).toBe(200)
    expect((await sender.owner.patch(path, { blocked: { reason: 'a court' } }, 1)).status).toBe(200)
    expect((await mail.world.anybody.get(at(token))).status).toBe(404)
    const versions = [mailed, unmailed].map(
      async ({ id }) => (await sender.owner.get(`/appointments/${id}`)).body.version,
    )
    expect(await Promise.all(versions)).toEqual([mailed.version + 1, unmailed.version])
  })

  test('the right address gets a new link, once, although nothing else has changed; the wrong one hears nothing more', async () => {
    const { wrong, appointment, token, link, path } = await astray()
    expect(await sender.owner.post(path, undefined)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'open' } },
    })
    await sender.owner.delete(`${path}/${link.id}`)
    expect((await linksOf(appointment)).abilities.send).toEqual({ allowed: true })
    const right = address()
    const { body: patient } = await sender.owner.get(`/patients/${appointment.patient.id}`)
    await sender.owner.patch(`/patients/${patient.id}`, { contact: { email: right } }, patient.version)
    const key = { 'idempotency-key': `anew-${appointment.id}` }
    for (let press = 0; press < 2; press++)
      expect(await sender.owner.post(path, undefined, key)).toMatchObject({
        status: 202,
        body: { told: { state: 'will-be-told', notice: 'booked', afterSeconds: 180 } },
      })
    const another = await sender.book({})
    expect(await sender.owner.post(`/appointments/${another.id}/links`, undefined, key)).toMatchObject({
      status: 422,
      body: { code: 'key-reused' },
    })
    expect((await sender.owner.post(path, undefined)).status).toBe(202)
    await mail.threeMinutesLater()
    expect([mailsTo(right).length, mailsTo(wrong).length]).toEqual([1, 1])
    const fresh = tokenIn(mailsTo(right)[0]?.text)
    expect(fresh).not.toBe(token)
    expect((await mail.world.anybody.get(at(fresh))).status).toBe(200)
    expect((await mail.world.anybody.get(at(token))).status).toBe(404)
    expect((await linksOf(appointment)).items.map(({ state }: { state: string }) => state)).toEqual([
      'open',
      'withdrawn',
    ])
  })

  test.each(['the owner changes', 'they are kept out', 'the form takes them off'] as const)(
    'when %s, what was mailed to them proves the visits before that day alone',
    async (how) => {
      const former = address()
      const { body: guardian } = await sender.owner.post('/guardians', { name: 'Former', contact: { email: former } })
      const rex = { kind: 'animal', species: 'dog', givenName: 'Rex', guardianIds: [guardian.id] }
      const soon = await sender.book(rex)
      const path = `/patients/${soon.patient.id}`
      const parties = {
        serviceId: soon.service.id,
        practitionerId: sender.ids.practitioner,
        clinicId: sender.ids.clinic,
      }
      const startsAt = new Date(Date.parse(soon.startsAt) + 40 * 86_400_000).toISOString()
      const later = await sender.owner.post('/appointments', { ...parties, patientId: soon.patient.id, startsAt })
      expect(later.status).toBe(201)
      await mail.threeMinutesLater()
      const tokens = mailsTo(former).map(({ text }) => tokenIn(text))
      const works = async () =>
        (await Promise.all(tokens.map((token) => mail.world.anybody.get(at(token))))).map(({ status }) => status)
      expect(await works()).toEqual([200, 200])
      const [{ version }] = (await sender.owner.get(`${path}/relations`)).body.items
      const between = new Date(Date.parse(soon.startsAt) + 20 * 86_400_000).toISOString().slice(0, 10)
      const change = {
        former: [{ guardianId: guardian.id, version }],
        on: between,
        formerSees: 'nothing',
        newGuardian: { name: 'Newer' },
      }
      const answer =
        how === 'the owner changes'
          ? await sender.owner.post(`${path}/guardian-changes`, change)
          : how === 'they are kept out'
            ? await sender.owner.patch(`${path}/relations/${guardian.id}`, { blocked: { reason: 'a court' } }, version)
            : await sender.owner.patch(path, { guardianIds: [] }, 1)
      expect(answer.status).toBe(200)
      const stays = how === 'the owner changes'
      expect((await works()).toSorted((a, b) => a - b)).toEqual(stays ? [200, 404] : [404, 404])
      expect((await linksOf(later.body)).items).toMatchObject([{ state: 'withdrawn' }])
      expect((await linksOf(soon)).items).toMatchObject([{ state: stays ? 'open' : 'withdrawn' }])
      for (const token of tokens) await mail.world.anybody.call('POST', `${at(token)}/cancellation`)
      expect((await sender.owner.get(`/appointments/${later.body.id}`)).body.state).toBe('booked')
    },
  )

  test('whoever stops answering on a day hears nothing of visits after it, and what was mailed to them moves to none', async () => {
    const former = address()
    const { body: guardian } = await sender.owner.post('/guardians', { name: 'Former', contact: { email: former } })
    const rex = { kind: 'animal', species: 'dog', givenName: 'Rex', guardianIds: [guardian.id] }
    const soon = await sender.book(rex)
    await mail.threeMinutesLater()
    const token = tokenIn(mailsTo(former)[0]?.text)
    const daysOn = (days: number) => new Date(Date.parse(soon.startsAt) + days * 86_400_000).toISOString()
    const change = {
      former: [{ guardianId: guardian.id, version: 1 }],
      on: daysOn(20).slice(0, 10),
      formerSees: 'nothing',
      newGuardian: { name: 'Newer' },
    }
    const changed = await sender.owner.post(`/patients/${soon.patient.id}/guardian-changes`, change)
    expect(changed.status).toBe(200)
    const parties = { serviceId: soon.service.id, practitionerId: sender.ids.practitioner, clinicId: sender.ids.clinic }
    const ahead = { ...parties, patientId: soon.patient.id }
    const unheard = { state: 'not-told', reason: 'no-email' }
    const later = await sender.owner.post('/appointments', { ...ahead, startsAt: daysOn(40) })
    expect(later.body.told).toEqual(unheard)
    const sooner = await sender.move(soon, { startsAt: daysOn(1) })
    await mail.threeMinutesLater()
    expect((await mail.world.anybody.get(at(token))).status).toBe(200)
    expect(mailsTo(former)).toHaveLength(2)
    expect((await sender.move(sooner, { startsAt: daysOn(41) })).told).toEqual(unheard)
    await mail.threeMinutesLater()
    expect(mailsTo(former)).toHaveLength(2)
    expect((await mail.world.anybody.get(at(token))).status).toBe(404)
    expect((await linksOf(soon)).items).toMatchObject([{ state: 'withdrawn' }])
  })

  test.each(['messages', 'appointments'])(
    'whoever loses %s loses what was mailed to them; what was mailed to others stays',
    async (lost) => {
      const addresses = [address(), address()]
      const guardianIds: string[] = []
      for (const email of addresses)
        guardianIds.push((await sender.owner.post('/guardians', { name: 'One', contact: { email } })).body.id)
      const [first = '', second = ''] = guardianIds
      const appointment = await sender.book({ guardianIds: [first] })
      await mail.threeMinutesLater()
      const token = tokenIn(mailsTo(addresses[0] ?? '')[0]?.text)
      const path = `/patients/${appointment.patient.id}/relations`
      expect((await sender.owner.post(path, { guardianId: second })).status).toBe(201)
      const narrow = async (guardianId: string) => {
        const { items } = (await sender.owner.get(path)).body
        const row = items.find((one: { guardianId: string }) => one.guardianId === guardianId)
        const permissions = row.permissions.filter((one: string) => one !== lost)
        expect(permissions).toHaveLength(row.permissions.length - 1)
        expect((await sender.owner.patch(`${path}/${guardianId}`, { permissions }, row.version)).status).toBe(200)
        return (await mail.world.anybody.get(at(token))).status
      }
      expect([await narrow(second), await narrow(first)]).toEqual([200, 404])
      expect((await linksOf(appointment)).items).toMatchObject([{ state: 'withdrawn' }])
    },
  )

  test('of records that were one, what was mailed to the one proves no visit of the other one', async () => {
    const [ours, theirs] = [address(), address()]
    const kept = await sender.book({ contact: { email: ours } })
    const other = await sender.book({ contact: { email: theirs } })
    await mail.threeMinutesLater()
    const versions = { keptVersion: 1, mergedVersion: 1 }
    const both = { keptId: kept.patient.id, mergedId: other.patient.id }
    const merge = await sender.owner.post('/patient-merges', { ...both, ...versions })
    expect(merge.status).toBe(201)
    const again = (await sender.owner.get(`/appointments/${other.id}`)).body
    await sender.move(again, { startsAt: new Date(Date.parse(other.startsAt) + 3_600_000).toISOString() })
    await mail.threeMinutesLater()
    const [own = '', astrayed = ''] = mailsTo(ours).map(({ text }) => tokenIn(text))
    const works = async () =>
      [await mail.world.anybody.get(at(own)), await mail.world.anybody.get(at(astrayed))].map(({ status }) => status)
    expect(await works()).toEqual([200, 200])
    expect((await sender.owner.post(`/patient-merges/${merge.body.id}/undo`, {})).status).toBe(200)
    expect(await works()).toEqual([200, 404])
    expect((await linksOf(kept)).items).toMatchObject([{ state: 'open' }])
  })

  test('nobody is told anew of what is over or called off, nor without a link that was withdrawn', async () => {
    const bare = await sender.book({})
    expect(await sender.owner.post(`/appointments/${bare.id}/links`, undefined)).toMatchObject({
      status: 409,
      body: { data: { state: 'none' } },
    })
    const { appointment, link, path } = await astray()
    await sender.owner.delete(`${path}/${link.id}`)
    await sender.cancel(appointment)
    expect(await sender.owner.post(path, undefined)).toMatchObject({
      status: 409,
      body: { data: { state: 'cancelled' } },
    })
  })

  test('whoever may only look sees and withdraws nothing by it; another organization’s looks like none', async () => {
    const { link, path, appointment } = await astray()
    const staff = await sender.organization.member('staff')
    expect((await staff.get(path)).body).toMatchObject({
      items: [{ abilities: { withdraw: { allowed: false, reason: 'not-allowed' } } }],
      abilities: { send: { allowed: false, reason: 'not-allowed' } },
    })
    for (const answer of [await staff.delete(`${path}/${link.id}`), await staff.post(path, undefined)])
      expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'appointments.write' } } })
    const scoped = await sender.organization.member('receptionist', {
      clinicIds: [(await sender.owner.post('/clinics', { name: 'Other', timeZone: 'Europe/Berlin' })).body.id],
    })
    for (const answer of [
      await scoped.get(path),
      await scoped.delete(`${path}/${link.id}`),
      await scoped.post(path, undefined),
      await elsewhere.owner.get(path),
      await elsewhere.owner.delete(`${path}/${link.id}`),
      await sender.owner.delete(`${path}/${newId()}`),
      await sender.owner.delete(`/appointments/${newId()}/links/${link.id}`),
    ])
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect((await linksOf(appointment)).items).toMatchObject([{ state: 'open' }])
  })
})
