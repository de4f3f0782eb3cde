import type { serverStates } from '@polyclinic/contract/platform/setup.ts'
import { int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import type { DatabaseMaker } from '../../../kit/postgres/database-maker.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import type { SetupFailure } from './rules.ts'

const setupRow = shape({
  organization_id: uuid,
  placement_id: uuid,
  database_name: text,
  server: text,
  region: text,
  owner_email: text,
  language: text,
  asked_by: uuid,
  created_at: nullable(timestamptz),
  migrated_at: nullable(timestamptz),
  tries: int,
  failed_at: nullable(timestamptz),
  failure: nullable(textOf<SetupFailure>()),
})

export type SetupRow = RowOf<typeof setupRow>

export const findSetup = (control: ControlTx, organizationId: string) =>
  control.maybe(setupRow`
    select ${setupRow.of('s')} from control.organization_setups s where s.organization_id = ${organizationId}`)

export const findSharedRegion = async (control: ControlTx) =>
  (await control.one(shape({ region: text })`select region from control.placements where id = ${pooledPlacementId}`))
    .region

type ServerState = (typeof serverStates)[number]

/** What a server says now, or that it says nothing. */
const stateOf = async (maker: DatabaseMaker, server: string): Promise<ServerState> => {
  const may = await maker.mayCreate(server).catch(() => undefined)
  return may === undefined ? 'silent' : may ? 'ready' : 'may-not-create'
}

export const listServers = (maker: DatabaseMaker) =>
  Promise.all(maker.servers.map(async (server) => ({ ...server, state: await stateOf(maker, server.name) })))

const refusals: Readonly<Record<Exclude<ServerState, 'ready'>, string>> = {
  'may-not-create': 'The database user of that server may not create databases.',
  silent: 'That server does not answer.',
}

/** Before anything is written: the server that somebody chose is one of ours, where they think it is, and can be made use of. */
export async function requireServer(
  maker: DatabaseMaker,
  asked: { server: string; region: string } | undefined,
): Promise<void> {
  if (!asked) return
  const server = maker.servers.find(({ name }) => name === asked.server)
  if (!server) throw refuseField('database', 'unknown', 'No such server is configured.')
  if (server.region !== asked.region)
    throw refuseField('database', 'choice', `That server is in the region “${server.region}”.`)
  const state = await stateOf(maker, server.name)
  if (state !== 'ready') throw refuseField('database', 'invalid', refusals[state])
}
