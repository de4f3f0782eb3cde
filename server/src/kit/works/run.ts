import { sql } from 'kysely'
import { behind, type Status } from '@polyclinic/contract/kit/standing/status.ts'
import { bool, bytea, int, nullable, textOf } from '../db/columns.ts'
import { isAway } from '../db/outages/away.ts'
import { shape } from '../db/row.ts'
import { findTenantById } from '../db/tenant.ts'
import { inControl, ownTransactions, type Caller } from '../db/tenant-tx.ts'
import type { Platform } from '../http/platform.ts'
import { rightsOf, sightOf } from '../http/rights.ts'
import { WorkEnded } from './ended.ts'
import { discardPieces, listPieces, pieceWriter, type InControl, type PieceWriter } from './pieces.ts'
import { secretsOf, type WorkSecrets } from './secrets.ts'
import type { AnyWork, WorkContext, WorkResult } from './work.ts'

/** A work that was taken: `run` is this one of its times, and nothing that another time of it writes counts. */
export interface TakenWork {
  id: string
  kind: string
  accountId: string
  organizationId: string | null
  run: string
}

/** After so many tries a work that fails has failed. */
const maxAttempts = 5

/** Seconds after which a work that waits for its organization is looked at again. */
const untilAskedAgain = 10

/** Long work of an organization waits or ends with it, between two of its steps as before the first. */
function heed(status: Status): void {
  const said = behind(status)
  if (said !== 'goes-on') throw new WorkEnded(said === 'waits' ? 'waiting' : 'cancelled')
}

/** What a result says of its file. */
export interface KeptResult extends WorkResult {
  size: number
}

/** Does a taken work from where it was cut off, and writes down what became of it. */
export async function runWork(
  platform: Platform,
  kind: AnyWork,
  taken: TakenWork,
  isStopping: () => boolean,
): Promise<void> {
  const caller = { accountId: taken.accountId, requestId: `work-${taken.id}`, origin: 'job' } satisfies Caller
  const open: InControl = (mode, work) => inControl(platform.transactions, caller, { mode }, work)
  const { organizationId } = taken
  const tenant = organizationId ? await open('read', (control) => findTenantById(control, organizationId)) : undefined
  const running = new RunningWork(platform, taken, open, secretsOf(platform.master, taken.id, tenant), isStopping)
  try {
    if (organizationId && !tenant) throw new WorkEnded('cancelled')
    if (tenant) heed(tenant.status)
    const { input, place } = await running.begin()
    const sighted = { ...caller, ...(tenant && sightOf(rightsOf(tenant) ?? { permissions: new Set() })) }
    const result = await kind.run({
      platform: { ...platform, transactions: { ...platform.transactions, isLong: true } },
      own: ownTransactions(platform.transactions, tenant, sighted),
      caller: sighted,
      ...(tenant && { tenant }),
      input,
      place,
      write: (bytes) => running.writer.write(bytes),
      step: (at) => running.step(at),
    })
    await running.finish(result)
  } catch (error) {
    await running.fail(error)
  }
}

const rowOfWork = shape({
  input_sealed: bytea,
  key_sealed: bytea,
  place_sealed: nullable(bytea),
  pieces: int,
  attempts: int,
})

class RunningWork {
  writer!: PieceWriter
  private attempts = 1
  private readonly platform: Platform
  private readonly taken: TakenWork
  private readonly open: InControl
  private readonly secrets: WorkSecrets
  private readonly isStopping: () => boolean

  constructor(platform: Platform, taken: TakenWork, open: InControl, secrets: WorkSecrets, isStopping: () => boolean) {
    this.platform = platform
    this.taken = taken
    this.open = open
    this.secrets = secrets
    this.isStopping = isStopping
  }

  private get files() {
    const { id: workId, accountId, organizationId } = this.taken
    return { workId, accountId, ownerId: organizationId ?? accountId }
  }

  /** Forgets what was written after the last step that was kept. */
  async begin(): Promise<Pick<WorkContext<unknown, unknown>, 'input' | 'place'>> {
    const { id, run } = this.taken
    const row = await this.open('read', (control) =>
      control.maybe(rowOfWork`
        select ${rowOfWork.of('w')} from control.works w where w.id = ${id} and w.run = ${run}`),
    )
    if (!row) throw new WorkEnded('lost')
    this.attempts = row.attempts
    await discardPieces(this.files, this.platform.blobs, this.open, row.pieces)
    const kept = await this.open('read', (control) => listPieces(control, id))
    const size = kept.reduce((sum, piece) => sum + (piece.size ?? 0), 0)
    const key = Buffer.from(this.secrets.open<string>('key', row.key_sealed), 'base64')
    const file = { ...this.files, run, key }
    this.writer = pieceWriter({ file, blobs: this.platform.blobs, inControl: this.open }, { count: row.pieces, size })
    const place = row.place_sealed === null ? undefined : this.secrets.open('place', row.place_sealed)
    return { input: this.secrets.open('input', row.input_sealed), place }
  }

  async step({ done, total, place }: Parameters<WorkContext<unknown, unknown>['step']>[0]): Promise<void> {
    const pieces = await this.writer.flush()
    const sealed = place === undefined ? null : this.secrets.seal('place', place)
    const row = await this.open('write', (control) =>
      control.maybe(shape({ is_cancelled: bool, status: nullable(textOf<Status>()) })`
        update control.works set done = ${done}, total = ${total ?? null}, place_sealed = ${sealed},
          pieces = case when ${place !== undefined} then ${pieces}::int else 0 end
        where id = ${this.taken.id} and run = ${this.taken.run}
        returning cancel_asked_at is not null as is_cancelled, control.standing(organization_id) ->> 'status' as status`),
    )
    if (!row) throw new WorkEnded('lost')
    if (row.is_cancelled) throw new WorkEnded('cancelled')
    if (row.status) heed(row.status)
    if (this.isStopping()) throw new WorkEnded('stopping')
  }

  async finish(result: WorkResult): Promise<void> {
    const pieces = await this.writer.flush()
    const kept: KeptResult = { ...result, size: this.writer.size }
    const { id, run } = this.taken
    const isDone = await this.open('write', async (control) => {
      const rows = await control.run(sql`
        update control.works set state = 'done', done = coalesce(total, done), pieces = ${pieces}, run = null, taken_by = null,
          result_sealed = ${this.secrets.seal('result', kept)}, place_sealed = null, finished_at = statement_timestamp(),
          expires_at = statement_timestamp() + interval '7 days', clear_at = statement_timestamp() + interval '7 days'
        where id = ${id} and run = ${run} and cancel_asked_at is null`)
      // of several that do the same the newest is enough
      await control.run(sql`
        update control.works o set expires_at = statement_timestamp(), clear_at = statement_timestamp()
        from control.works w where w.id = ${id} and w.state = 'done' and o.account_id = w.account_id
          and o.once_key = w.once_key and o.state = 'done' and o.id <> w.id`)
      return rows > 0
    })
    if (!isDone) throw new WorkEnded('cancelled')
  }

  /** Never rejects: what cannot be written down is freed by the next round of keeping house. */
  async fail(error: unknown): Promise<void> {
    const { log } = this.platform
    const said = { part: 'works', kind: this.taken.kind, work: this.taken.id }
    try {
      if (error instanceof WorkEnded) {
        if (error.why === 'waiting') await this.giveBack(untilAskedAgain, this.attempts - 1)
        if (error.why === 'stopping') await this.giveBack(0, this.attempts - 1)
        if (error.why === 'cancelled') await this.end('cancelled')
      } else if (this.attempts < maxAttempts) {
        log.warn({ ...said, err: error }, 'long work is tried again')
        await this.giveBack(2 ** this.attempts, this.attempts)
      } else {
        log.error({ ...said, err: error }, 'long work failed')
        await this.end('failed', isAway(error) ? 'unavailable' : 'unexpected')
      }
    } catch (unwritten) {
      log.warn({ ...said, err: unwritten }, 'what became of long work could not be written down')
    }
  }

  private giveBack(seconds: number, attempts: number) {
    return this.open('write', (control) =>
      control.run(sql`
        update control.works set state = 'queued', run = null, taken_by = null, attempts = ${attempts},
          not_before = statement_timestamp() + make_interval(secs => ${seconds})
        where id = ${this.taken.id} and run = ${this.taken.run}`),
    )
  }

  private async end(state: 'failed' | 'cancelled', error?: 'unavailable' | 'unexpected'): Promise<void> {
    await this.open('write', (control) =>
      control.run(sql`
        update control.works set state = ${state}, error = ${error ?? null}, run = null, taken_by = null,
          finished_at = statement_timestamp(), expires_at = statement_timestamp() + interval '7 days',
          clear_at = statement_timestamp()
        where id = ${this.taken.id} and run = ${this.taken.run}`),
    )
    await discardPieces(this.files, this.platform.blobs, this.open)
  }
}
