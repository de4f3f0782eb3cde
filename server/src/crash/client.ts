import { setTimeout as wait } from 'node:timers/promises'
import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { Organization } from './organizations.ts'
import { pick, type Random } from './random.ts'

export interface KnownAppointment {
  id: string
  organization: Organization
  startsAt: string
  version: number
  isCancelled: boolean
  /** Where it may stand as well: moves whose answer never came. */
  maybeAt: Set<string>
  key: string
  body: object
  answer: unknown
}

interface Answer {
  status: number
  body: { code?: string; id: string; startsAt: string; version: number; data?: unknown }
}

export interface Tally {
  booked: number
  moved: number
  cancelled: number
  refused: number
  repeated: number
  /** Answers that did not come, or said that the service is away. */
  unanswered: number
}

/** A program that books, moves and cancels, and asks again with the same key until it is answered. */
export class Client {
  readonly appointments: KnownAppointment[] = []
  readonly surprises: string[] = []
  readonly tally: Tally = { booked: 0, moved: 0, cancelled: 0, refused: 0, repeated: 0, unanswered: 0 }
  private made = 0
  private readonly name: string
  private readonly random: Random
  private readonly organizations: readonly Organization[]
  private readonly addresses: () => readonly string[]
  private readonly firstStart: number

  constructor(options: {
    name: string
    random: Random
    organizations: readonly Organization[]
    addresses: () => readonly string[]
    firstStart: number
  }) {
    this.name = options.name
    this.random = options.random
    this.organizations = options.organizations
    this.addresses = options.addresses
    this.firstStart = options.firstStart
  }

  async run(isOver: () => boolean): Promise<void> {
    while (!isOver()) await this.step()
  }

  async repeat({ organization, key, body, answer }: KnownAppointment): Promise<void> {
    const again = await this.insist(organization, 'POST', '/appointments', body, { 'idempotency-key': key })
    this.tally.repeated++
    if (again.status !== 201 || JSON.stringify(again.body) !== JSON.stringify(answer))
      this.surprises.push(
        `${key} was answered in another way the second time: ${again.status} ${JSON.stringify(again.body)}`,
      )
  }

  private async step(): Promise<void> {
    const alive = this.appointments.filter(({ isCancelled }) => !isCancelled)
    const dice = this.random(100)
    if (dice < 8 && this.appointments.length > 0) await this.repeat(pick(this.random, this.appointments))
    else if (alive.length === 0 || (dice < 55 && alive.length < 5))
      await this.book(pick(this.random, this.organizations))
    else if (dice < 80) await this.move(pick(this.random, alive))
    else await this.cancel(pick(this.random, alive))
  }

  private anyStart(): string {
    return new Date(this.firstStart + this.random(96) * 15 * minute).toISOString()
  }

  private nextKey(): Record<string, string> {
    return { 'idempotency-key': `${this.name}-${++this.made}` }
  }

  private async book(organization: Organization): Promise<void> {
    const { clinicId, practitionerId, patientId, services } = organization
    const body = {
      clinicId,
      practitionerId,
      patientId,
      serviceId: pick(this.random, services),
      startsAt: this.anyStart(),
    }
    const headers = this.nextKey()
    const answer = await this.insist(organization, 'POST', '/appointments', body, headers)
    if (answer.status === 409 && answer.body.code === 'slot-taken') return void this.tally.refused++
    if (answer.status !== 201) return this.surprise('a booking', answer)
    this.tally.booked++
    const { id, startsAt, version } = answer.body
    this.appointments.push({
      id,
      organization,
      startsAt,
      version,
      isCancelled: false,
      maybeAt: new Set(),
      key: headers['idempotency-key'] as string,
      body,
      answer: answer.body,
    })
  }

  /** A move carries no key: after an answer that never came, the appointment itself is asked where it stands. */
  private async move(appointment: KnownAppointment): Promise<void> {
    const startsAt = this.anyStart()
    for (;;) {
      const answer = await this.ask(
        appointment.organization,
        'PATCH',
        `/appointments/${appointment.id}`,
        { startsAt },
        { 'if-match': `"${appointment.version}"` },
      )
      if (answer?.status === 200) {
        this.tally.moved++
        return this.nowAt(appointment, answer)
      }
      if (answer?.status === 409 && answer.body.code === 'slot-taken') return void this.tally.refused++
      if (answer && answer.status !== 503 && answer.status !== 412) return this.surprise('a move', answer)
      if (answer?.status !== 412) appointment.maybeAt.add(startsAt)
      const seen = await this.insist(appointment.organization, 'GET', `/appointments/${appointment.id}`)
      if (seen.status !== 200) return this.surprise('a look', seen)
      appointment.version = seen.body.version
      appointment.startsAt = seen.body.startsAt
      if (seen.body.startsAt === startsAt) return
    }
  }

  private nowAt(appointment: KnownAppointment, { body }: Answer): void {
    appointment.startsAt = body.startsAt
    appointment.version = body.version
    appointment.maybeAt.clear()
  }

  private async cancel(appointment: KnownAppointment): Promise<void> {
    for (;;) {
      const answer = await this.insist(
        appointment.organization,
        'POST',
        `/appointments/${appointment.id}/cancellation`,
        { reason: 'clinic' },
        this.nextKey(),
      )
      // a move whose answer never came was faster
      if (
        answer.status === 409 &&
        JSON.stringify(answer.body.data) === '{"state":"booked"}' &&
        appointment.maybeAt.size > 0
      )
        continue
      if (answer.status !== 201) return this.surprise('a cancellation', answer)
      this.tally.cancelled++
      appointment.isCancelled = true
      return this.nowAt(appointment, answer)
    }
  }

  private surprise(what: string, { status, body }: Answer): void {
    this.surprises.push(`${this.name}: ${what} was answered ${status} ${JSON.stringify(body)}`)
  }

  /** Until there is an answer; 503 says to come back. */
  private async insist(
    organization: Organization,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    for (const deadline = Date.now() + 300_000; ;) {
      const answer = await this.ask(organization, method, path, body, headers)
      if (answer && answer.status !== 503) return answer
      if (Date.now() > deadline) throw new Error(`${this.name}: no answer to ${method} ${path} in five minutes`)
    }
  }

  private async ask(
    organization: Organization,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer | undefined> {
    try {
      const answer = await fetch(
        `${pick(this.random, this.addresses())}/api/v1/organizations/${organization.slug}${path}`,
        {
          method,
          headers: {
            authorization: `Bearer ${organization.token}`,
            ...(body && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body && { body: JSON.stringify(body) }),
          signal: AbortSignal.timeout(20_000),
        },
      )
      const read = { status: answer.status, body: (await answer.json()) as Answer['body'] }
      if (read.status !== 503) return read
      this.tally.unanswered++
      await wait(50 + this.random(100))
      return read
    } catch {
      this.tally.unanswered++
      await wait(50 + this.random(100))
      return undefined
    }
  }
}
