import { expect } from 'vitest'
import { unzipped } from '../../../kit/storage/unzip-fixture.ts'
import { startWorker, type TestWorker } from '../../../kit/works/works-fixture.ts'
import type { AnyWork } from '../../../kit/works/work.ts'
import type { Person, TestOrganization, World } from '../../../testing/world.ts'
import { copyPatient } from './jobs.ts'

export const told = { recipient: 'person', reason: 'asked at the desk' }

export const ask = async (who: Person, patientId: string): Promise<string> => {
  const answer = await who.post(`/patients/${patientId}/copies`, told)
  expect(answer, JSON.stringify(answer.body)).toMatchObject({
    status: 202,
    body: { kind: 'rights.patient-copy', state: 'queued' },
  })
  return answer.body.id as string
}

export const copying = (world: World) => {
  const working = async <Result>(during: (worker: TestWorker) => Promise<Result>, kind: AnyWork = copyPatient) => {
    const worker = await startWorker(world.application.platform, world.ownerUrl, [kind])
    try {
      return await during(worker)
    } finally {
      await worker.stop()
    }
  }
  const filesOf = async ({ slug }: TestOrganization, who: Person, id: string): Promise<Record<string, Buffer>> => {
    const work = (await who.get(`/works/${id}`)).body
    expect(work).toMatchObject({ state: 'done', result: { type: 'application/zip' } })
    expect(work.progress.done).toBe(work.progress.total)
    const answer = await world.application.http!.inject({
      url: `/api/v1/organizations/${slug}/works/${id}/result`,
      headers: { authorization: `Bearer ${who.token}` },
    })
    expect(answer.statusCode).toBe(200)
    return unzipped(answer.rawPayload)
  }
  const copied = async (org: TestOrganization, patientId: string, who = org.owner) => {
    const id = await ask(who, patientId)
    await working(({ workers }) => workers.drain())
    return filesOf(org, who, id)
  }
  return { working, filesOf, copied }
}

type Rows = Record<string, unknown>[]

export const dataOf = (files: Record<string, Buffer>) =>
  JSON.parse(files['patient.json']?.toString() ?? '') as { patientIds: string[]; tables: Record<string, Rows> }

/** Rows of RFC 4180 as lists of cells. */
export function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of csv
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

/** So many measurements at once, past the door that takes them one by one. */
export const addMeasurements = ({ id, owner, database }: TestOrganization, patientId: string, count: number) =>
  database.query(
    `insert into tenant.measurements (organization_id, id, patient_id, kind, value, typed_value, typed_unit, measured_at, recorded_by)
     select $1, gen_random_uuid(), $2, 'heart-rate', 60 + n % 40, 60 + n % 40, '/min', now() - n * interval '1 hour', $3
     from generate_series(1, $4) n`,
    [id, patientId, owner.accountId, count],
  )
