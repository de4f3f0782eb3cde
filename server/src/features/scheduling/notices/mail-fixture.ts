import { readCalendar } from '../../../testing/calendar-file.ts'
import { startMailServer, type MailServer, type ReceivedMail } from '../../../testing/peers/mail-server.ts'
import { createWorld, type OrganizationOptions, type TestOrganization, type World } from '../../../testing/world.ts'

/** A world whose mails go to a real mail server, and wait as long as they do for a clinic. */
export interface MailWorld {
  world: World
  smtp: MailServer
  sender(options?: OrganizationOptions, clinic?: object): Promise<MailSender>
  /** Lets all that waits be due, and sends it. */
  threeMinutesLater(): Promise<void>
  close(): Promise<void>
}

export interface MailSender {
  organization: TestOrganization
  owner: TestOrganization['owner']
  ids: { clinic: string; practitioner: string; colleague: string; service: string }
  /** A patient with these fields and an appointment days ahead; what the API answered. */
  book(patient: object, fields?: object): Promise<Appointment>
  move(appointment: Appointment, change: object): Promise<Appointment>
  cancel(appointment: Appointment, fields?: object): Promise<Appointment>
  messages(
    appointment: Appointment,
  ): Promise<{ state: string; template: string; failure?: string; failureReason?: string }[]>
}

// oxlint-disable-next-line typescript/no-explicit-any -- the contract is what is being tested
export type Appointment = any

export async function openMailWorld(env: Record<string, string> = {}): Promise<MailWorld> {
  const smtp = await startMailServer()
  const world = await createWorld({
    SMTP_URL: smtp.url,
    MAIL_FROM: 'Praxisportal <termine@präxis.example>',
    MESSAGE_DELAY_SECONDS: '180',
    ...env,
  })
  const databases = new Set([world.owner])
  return {
    world,
    smtp,
    async sender(options, clinic) {
      const sender = await openMailSender(world, options, clinic)
      databases.add(sender.organization.database)
      return sender
    },
    async threeMinutesLater() {
      await world.application.workers!.drain()
      for (const database of databases) {
        const due = await database.query(
          "update tenant.messages set send_after = now() where state = 'waiting' returning id",
        )
        const isLeft = async () =>
          (
            await database.query(
              "select from tenant.messages where id = any ($1) and state = 'sending' or id = any ($1) and state = 'waiting' and attempts = 0",
              [due.rows.map(({ id }) => id)],
            )
          ).rows.length > 0
        do await world.application.workers!.drain()
        while (await isLeft())
      }
    },
    async close() {
      await world.close()
      await smtp.close()
    },
  }
}

let day = 2

async function openMailSender(
  world: World,
  options: OrganizationOptions = {},
  fields: object = {},
): Promise<MailSender> {
  const organization = await world.organization(options)
  const { owner } = organization
  const timeZone = options.timeZone ?? 'Europe/Berlin'
  const clinic = (await owner.post('/clinics', { name: 'Main', timeZone, ...fields })).body
  const practitioner = async (displayName: string) => {
    const { id, version } = (
      await owner.post('/practitioners', { displayName, profession: 'doctor', clinicIds: [clinic.id] })
    ).body
    await owner.put(
      `/practitioners/${id}/hours`,
      [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ clinicId: clinic.id, weekday, from: '00:00', to: '24:00' })),
      version,
    )
    return id as string
  }
  const [weber, klein] = [await practitioner('Dr Weber'), await practitioner('Dr Klein')]
  const service = (await owner.post('/services', { name: 'Secret treatment', durationMinutes: 30 })).body
  const changed = (answer: { status: number; body: Appointment }) => {
    if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    organization,
    owner,
    ids: { clinic: clinic.id, practitioner: weber, colleague: klein, service: service.id },
    async book(patient, booking = {}) {
      const { id } = changed(await owner.post('/patients', { kind: 'human', givenName: 'Mina', ...patient }))
      const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + day++ * 86_400_000).toISOString()
      const parties = { patientId: id, serviceId: service.id, practitionerId: weber, clinicId: clinic.id }
      return changed(await owner.post('/appointments', { ...parties, startsAt, ...booking }))
    },
    move: async (appointment, change) =>
      changed(await owner.patch(`/appointments/${appointment.id}`, change, appointment.version)),
    cancel: async (appointment, cancellation = {}) =>
      changed(await owner.post(`/appointments/${appointment.id}/cancellation`, { reason: 'clinic', ...cancellation })),
    messages: async (appointment) => (await owner.get(`/messages?appointmentId=${appointment.id}`)).body.items,
  }
}

export const hoursLater = (instant: string, hours: number) =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString()

/** The calendar entry of a mail, by the rules of RFC 5545: the attached one, byte by byte. */
export function entryOf(mail: ReceivedMail | undefined) {
  const [, encoded = ''] =
    /^Content-Type: application\/ics[^]*?\r\n\r\n([\w+/=\r\n]+?)\r\n--/m.exec(mail?.raw ?? '') ?? []
  return readCalendar(Buffer.from(encoded, 'base64').toString())
}
