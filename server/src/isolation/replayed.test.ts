import { afterAll, beforeAll, expect, test } from 'vitest'
import { features } from '../app.ts'
import { heldOf, heldRow } from '../kit/audit/held.ts'
import { recordsAudit } from '../kit/audit/store.ts'
import type { Sealer } from '../kit/crypto/seal.ts'
import { sealedTables } from '../kit/feature.ts'
import { chainAll, recordsOf } from '../testing/audits.ts'
import { isDeep, seed } from '../testing/deep.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../testing/world.ts'

// What the log says happened, done once more from the beginning, is what is there.

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world?.close())

const [histories, acts] = isDeep ? [30, 40] : [2, 14]

/** The same numbers with the same seed (a linear congruential generator). */
function numbers(from: number): (below: number) => number {
  let state = (from % 2_147_483_646) + 1
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

interface History {
  owner: Person
  pick: (below: number) => number
  patients: string[]
  guardians: string[]
  made: Record<'allergies' | 'alerts' | 'conditions' | 'patient-merges', string[]>
}

type Act = (history: History) => Promise<{ status: number; body: { id?: string } }>

const one = ({ pick }: History, ids: readonly string[]) => ids[pick(ids.length)] ?? 'none'
const changed = ({ owner }: History, path: string, body: object) =>
  owner.call('PATCH', path, { body, headers: { 'if-match': '*' } })

const added = async (history: History, noun: keyof History['made'], path: string, body: object): ReturnType<Act> => {
  const answer = await history.owner.post(path, body)
  if (answer.status === 201) history.made[noun].push(answer.body.id)
  return answer
}

async function addPatient(history: History): ReturnType<Act> {
  const { owner, pick, patients, guardians } = history
  const answer = await owner.post('/patients', {
    kind: 'human',
    givenName: `Given ${pick(9)}`,
    familyName: `Family ${pick(9)}`,
    ...(pick(2) && { memo: `memo ${pick(99)}` }),
    ...(guardians.length > 0 && pick(2) && { guardianIds: [one(history, guardians)] }),
  })
  if (answer.status === 201) patients.push(answer.body.id)
  return answer
}

async function addGuardian({ owner, pick, guardians }: History): ReturnType<Act> {
  const answer = await owner.post('/guardians', {
    name: `Guardian ${pick(99)}`,
    contact: { phone: `0431 55${pick(99)}` },
  })
  if (answer.status === 201) guardians.push(answer.body.id)
  return answer
}

async function mergeTwo(history: History): ReturnType<Act> {
  const { owner, patients, pick } = history
  const [keptId, mergedId] = [one(history, patients), one(history, patients)]
  const versionOf = async (id: string) => (await owner.get(`/patients/${id}`)).body.version as number
  return added(history, 'patient-merges', '/patient-merges', {
    keptId,
    mergedId,
    keptVersion: await versionOf(keptId),
    mergedVersion: await versionOf(mergedId),
    take: ['memo', 'familyName', 'contact'].slice(pick(4)),
  })
}

const every: readonly Act[] = [
  addPatient,
  addGuardian,
  mergeTwo,
  (history) => history.owner.post(`/patient-merges/${one(history, history.made['patient-merges'])}/undo`),
  (history) =>
    changed(history, `/patients/${one(history, history.patients)}`, {
      familyName: `Changed ${history.pick(9)}`,
      memo: history.pick(2) ? `again ${history.pick(9)}` : null,
      contact: { phone: `0431 66${history.pick(99)}` },
    }),
  (history) =>
    added(history, 'allergies', `/patients/${one(history, history.patients)}/allergies`, {
      substance: { text: `Substance ${history.pick(9)}` },
      category: 'food',
      criticality: 'high',
    }),
  (history) =>
    changed(history, `/allergies/${one(history, history.made.allergies)}`, { note: `note ${history.pick(9)}` }),
  (history) =>
    added(history, 'alerts', `/patients/${one(history, history.patients)}/alerts`, {
      kind: 'behaviour',
      text: `behaves ${history.pick(9)}`,
    }),
  (history) => history.owner.post(`/alerts/${one(history, history.made.alerts)}/end`),
  (history) =>
    added(history, 'conditions', `/patients/${one(history, history.patients)}/conditions`, {
      text: `Condition ${history.pick(9)}`,
    }),
  (history) =>
    changed(history, `/conditions/${one(history, history.made.conditions)}`, { note: `note ${history.pick(9)}` }),
  (history) =>
    changed(history, `/patients/${one(history, history.patients)}/relations/${one(history, history.guardians)}`, {
      blocked: { reason: `reason ${history.pick(9)}` },
    }),
]

type Row = Record<string, unknown>
type Rows = Map<string, Row>

/** Tables whose rows the log names one by one, with the column that it names them by. */
async function listNamed(): Promise<[table: string, key: string][]> {
  const { rows } = await world.owner.query<{ name: string; key: string }>(`
    select c.relname as name, a.attname as key from pg_trigger g join pg_class c on c.oid = g.tgrelid
      join pg_constraint k on k.conrelid = c.oid and k.contype = 'p' and cardinality(k.conkey) = 2
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[2]
    where c.relnamespace = 'tenant'::regnamespace and g.tgname = 'audited' and not g.tgisinternal
      and a.attname in ('id', convert_from(substring(g.tgargs for length(g.tgargs) - 1), 'utf8')) order by 1`)
  return rows.map(({ name, key }) => [name, key])
}

async function replayed(place: TestOrganization, named: ReadonlySet<string>): Promise<Rows> {
  return place.inTenant(async (tx) => {
    const store = recordsAudit(tx)
    const events = await tx.all(heldRow`
      select ${heldRow.of('e', store.computed)} from tenant.audit_events e
      where e.organization_id = ${tx.organization.id} and e.action in ('create', 'update', 'delete') order by e.xact, e.id`)
    const rows: Rows = new Map()
    for (const event of events.filter(({ subject }) => named.has(subject))) {
      const at = `${event.subject} ${event.subject_id}`
      const held = await heldOf(store, event)
      expect(held, at).toBeDefined()
      if (held?.after) rows.set(at, { ...rows.get(at), ...held.after })
      else rows.delete(at)
    }
    return rows
  })
}

async function present(place: TestOrganization, named: readonly [string, string][]): Promise<Rows> {
  const sealer = await place.inTenant(async (tx) => tx.sealer)
  const all: Rows = new Map()
  for (const [name, key] of named) {
    const { rows } = await world.owner.query<{ row: Row }>(
      `select tenant.without_derived(to_jsonb(t)) as row from tenant.${name} t where organization_id = $1`,
      [place.id],
    )
    for (const { row } of rows) all.set(`${name} ${String(row[key])}`, opened(name, row, sealer))
  }
  return all
}

/** As the log has it: what names nobody is told without what is sealed. */
function opened(table: string, row: Row, sealer: Sealer): Row {
  const secrets = sealedTables(features).find((each) => each.table === table)
  const isSomebodys = table === 'patients' || table === 'guardians' || Boolean(row['patient_id'])
  const id = Object.keys(secrets?.key ?? {})
    .map((column) => row[column])
    .join('|')
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => {
      if (!column.endsWith('_sealed') || typeof value !== 'string') return [[column, value]]
      const bytes = Buffer.from(value.slice('\\x'.length), 'hex')
      return isSomebodys ? [[column, sealer.open({ table, row: id, column }, bytes)]] : []
    }),
  )
}

test(`the log of any history, replayed, gives the rows that are there (seed ${seed})`, async () => {
  const named = await listNamed()
  expect(named.map(([name]) => name)).toEqual(
    expect.arrayContaining(['patients', 'guardians', 'allergies', 'patient_merges']),
  )
  for (let nth = 0; nth < histories; nth++) {
    const place = await world.organization()
    const history: History = {
      owner: place.owner,
      pick: numbers(seed + nth),
      patients: [],
      guardians: [],
      made: { allergies: [], alerts: [], conditions: [], 'patient-merges': [] },
    }
    for (const act of [addPatient, addPatient, addGuardian, mergeTwo]) await act(history)
    let done = 0
    for (let step = 0; step < acts; step++) {
      const { status } = await (every[history.pick(every.length)] ?? addPatient)(history)
      expect(status).toBeLessThan(500)
      if (status < 300) done++
      if (step === acts / 2) await chainAll(recordsOf(place))
    }
    expect(done).toBeGreaterThan(acts / 5)
    const [then, now] = [await replayed(place, new Set(named.map(([name]) => name))), await present(place, named)]
    expect(Object.fromEntries(then)).toEqual(Object.fromEntries(now))
  }
})
