import { createHash } from 'node:crypto'
import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    import: string
    table: string
  }
}

const octets = 'application/octet-stream'

const samples: Samples<'imports'> = {
  'imports.imports.list': () => ({}),
  'imports.imports.create': (ids) => ({ body: { fileId: ids.table } }),
  'imports.imports.get': (ids) => ({ params: { id: ids.import } }),
  'imports.imports.update': (ids) => ({ params: { id: ids.import }, body: {} }),
  'imports.imports.check': (ids) => ({ params: { id: ids.import } }),
  'imports.imports.run': (ids) => ({ params: { id: ids.import } }),
  'imports.imports.undo': (ids) => ({ params: { id: ids.import } }),
}

export const isolation: Isolation = {
  async seed({ organization: { owner, database, id: organizationId }, made, canary, ids }) {
    const table = Buffer.from(`Given name,Memo\r\nGrace,${canary}\r\n`)
    const file = await made('/files', { name: `${canary}.csv`, purpose: 'attachment', size: table.length })
    await owner.call('PUT', `/files/${file.id}/parts/0`, { payload: table, headers: { 'content-type': octets } })
    await owner.post(`/files/${file.id}/completion`, { sha256: createHash('sha256').update(table).digest('hex') })
    const begun = await made('/imports', { fileId: file.id })
    await database.query(
      `insert into tenant.import_rows (organization_id, id, import_id, row_number, outcome, patient_id, patient_version)
       values ($1, gen_random_uuid(), $2, 2, 'kept', $3, 1)`,
      [organizationId, begun.id, ids.patient],
    )
    return { import: begun.id, table: file.id }
  },
  samples,
}
