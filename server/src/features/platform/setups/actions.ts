import { sql } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { db } from '../../../database.ts'
import { textOf } from '../../../kit/db/columns.ts'
import { newId } from '../../../kit/db/ids.ts'
import { anyRow, shape } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { NoSuchServer } from '../../../kit/postgres/database-maker.ts'
import { isAway } from '../../../kit/db/outages/away.ts'
import { codeOf } from '../../../kit/thrown.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { queueAccountMail } from '../../identity/public.ts'
import { recordAct } from '../log/actions.ts'
import { findSetup } from './queries.ts'
import { databaseNameOf, isFinal, tries, type SetupFailure } from './rules.ts'

interface NewSetup {
  id: string
  slug: string
  server: string
  region: string
  ownerEmail: string
  language: string
  invitedBy: string
}

/** An organization gets a database of its own: a job makes it. */
export const addSetup = (control: ControlTx, { id, slug, server, region, ...owner }: NewSetup) =>
  control.run(
    db.insertInto('control.organization_setups').values({
      organization_id: id,
      placement_id: newId(),
      database_name: databaseNameOf(slug, id),
      server,
      region,
      owner_email: owner.ownerEmail,
      language: owner.language,
      asked_by: owner.invitedBy,
    }),
  )

/** An operator has mended what was in the way. */
export async function tryAgain(control: ControlTx, organizationId: string): Promise<void> {
  const setup = await findSetup(control, organizationId)
  if (!setup?.failed_at) throw refuse('wrong-state', { state: setup ? 'setting-up' : 'set-up' })
  await control.run(sql`
    update control.organization_setups
    set failed_at = null, failure = null, tries = 0, look_at = clock_timestamp()
    where organization_id = ${organizationId}`)
  await recordAct(control, 'organization.set-up-again', { organizationId })
}

/** A step is done: once, and never taken back. */
export const noteStep = (control: ControlTx, organizationId: string, step: 'created_at' | 'migrated_at') =>
  control.run(sql`
    update control.organization_setups set ${sql.id(step)} = clock_timestamp()
    where organization_id = ${organizationId} and ${sql.id(step)} is null`)

/** What an operator is told of it. */
export function failureOf(error: unknown): SetupFailure {
  if (error instanceof NoSuchServer) return 'no-server'
  if (codeOf(error) === '42501') return 'may-not-create'
  return isAway(error) ? 'unreachable' : 'unexpected'
}

/** It is tried a few times by itself, each time after a longer pause; then it waits for an operator. */
export async function noteFailure(control: ControlTx, organizationId: string, failure: SetupFailure): Promise<void> {
  const isOver = sql`(${isFinal(failure)} or tries + 1 >= ${tries})`
  await control.run(sql`
    update control.organization_setups set tries = tries + 1,
      failed_at = case when ${isOver} then clock_timestamp() end,
      failure = case when ${isOver} then ${failure} end,
      look_at = clock_timestamp() + (tries + 1) * interval '10 seconds'
    where organization_id = ${organizationId} and failed_at is null`)
}

export type Finished = 'done' | 'nothing' | 'not-wanted' | 'other-region'

/** From this commit on the organization lies in its own database, which is in the region that was chosen. */
export async function finishSetup(
  control: ControlTx,
  organizationId: string,
  { connection, region }: { connection: Buffer; region: string },
): Promise<Finished> {
  const { said } = await control.one(shape({ said: textOf<Finished>() })`
    select control.finish_setup(${organizationId}, ${connection}, ${region}) as said`)
  return said
}

export const giveUpSetup = (control: ControlTx, organizationId: string) =>
  control.run(sql`select control.give_up_setup(${organizationId})`)

export const isClosing = async (control: ControlTx, organizationId: string) =>
  (await control.maybe(anyRow`
    select from control.organizations where id = ${organizationId} and closes_at is not null`)) !== undefined

/** Leads whoever is to own an organization into it. */
export const mailOwner = (
  control: ControlTx,
  { config, master }: Pick<Platform, 'config' | 'master'>,
  { name }: { name: string },
  { to, token, language }: { to: string; token: string; language: Language },
) =>
  queueAccountMail(control, master, {
    kind: 'invitation',
    to,
    language,
    url: `${config.origin}/invitations/${token}`,
    names: { organization: name, role: 'owner' },
  })
