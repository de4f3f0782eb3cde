import { sql } from 'kysely'
import { bool, double, int, nullable, text, uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { ControlTx } from '../db/tenant-tx.ts'

export interface Rotation {
  organizationId: string
  number: number
}

const numberRow = shape({ number: int })

/** The one that is under way; whoever asks at the same moment waits for the answer. */
export async function openRotation(control: ControlTx, organizationId: string): Promise<Rotation | undefined> {
  await control.run(sql`select pg_advisory_xact_lock(hashtextextended(${`keys|${organizationId}`}, 0))`)
  const row = await control.maybe(numberRow`
    select r.number from control.key_rotations r where r.organization_id = ${organizationId} and r.finished_at is null`)
  return row && { organizationId, number: row.number }
}

export async function startRotation(control: ControlTx, organizationId: string): Promise<Rotation> {
  const { number } = await control.one(numberRow`
    insert into control.key_rotations (organization_id, number)
    select ${organizationId}, max(k.number) + 1 from control.organization_keys k where k.organization_id = ${organizationId}
    returning number`)
  return { organizationId, number }
}

export interface StepAt {
  after?: string
  isFinished: boolean
}

/** How far the steps of a pass are, by subject; begins those that nobody did. */
export async function stepsOf(
  control: ControlTx,
  at: Rotation,
  pass: number,
  subjects: readonly string[],
): Promise<Map<string, StepAt>> {
  await control.run(sql`
    insert into control.key_rotation_steps (organization_id, number, pass, subject)
    select ${at.organizationId}, ${at.number}, ${pass}, unnest(${[...subjects]}::text[]) on conflict do nothing`)
  const rows = await control.all(shape({ subject: text, after: nullable(text), is_finished: bool })`
    select s.subject, s.after, s.finished_at is not null as is_finished from control.key_rotation_steps s
    where s.organization_id = ${at.organizationId} and s.number = ${at.number} and s.pass = ${pass}`)
  return new Map(
    rows.map((row) => [row.subject, { ...(row.after !== null && { after: row.after }), isFinished: row.is_finished }]),
  )
}

/** False where somebody else came first. */
export async function advance(
  control: ControlTx,
  at: Rotation,
  step: { pass: number; subject: string; from?: string; after?: string; rows: number },
): Promise<boolean> {
  return (
    (await control.run(sql`
      update control.key_rotation_steps s set after = ${step.after ?? null}, rows = s.rows + ${step.rows},
        finished_at = case when ${step.after === undefined} then clock_timestamp() end
      where s.organization_id = ${at.organizationId} and s.number = ${at.number} and s.pass = ${step.pass}
        and s.subject = ${step.subject} and s.finished_at is null and s.after is not distinct from ${step.from ?? null}`)) ===
    1
  )
}

/** Waits until what was under way when the keys came has ended: `settleFor` milliseconds after their commit, by the database. */
export async function untilSettled(
  read: <Result>(work: (control: ControlTx) => Promise<Result>) => Promise<Result>,
  at: Rotation,
  settleFor: number,
): Promise<void> {
  const { left } = await read((control) =>
    control.one(shape({ left: double })`
      select extract(epoch from r.started_at - clock_timestamp())::float8 * 1000 + ${settleFor}::float8 as left
      from control.key_rotations r where r.organization_id = ${at.organizationId} and r.number = ${at.number}`),
  )
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
}

/** Nothing stands under the keys of before: searches ask by today's alone. The others stay, for links and backups. */
export const finishRotation = (control: ControlTx, { organizationId, number }: Rotation) =>
  control.run(sql`
    with retired as (
      update control.organization_keys k set retired_at = clock_timestamp()
      where k.organization_id = ${organizationId} and k.purpose in ('seal', 'token') and k.number < ${number}
        and k.retired_at is null)
    update control.key_rotations r set finished_at = clock_timestamp()
    where r.organization_id = ${organizationId} and r.number = ${number} and r.finished_at is null`)

/** Ids of the organizations after `after`, in their order, a hundred at most. */
export const organizationsAfter = async (control: ControlTx, after: string | undefined): Promise<string[]> => {
  const rows = await control.all(shape({ id: uuid })`
    select id from control.organizations_after(${after ?? null}::uuid, 100) id`)
  return rows.map(({ id }) => id)
}
