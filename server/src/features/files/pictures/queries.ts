import { sql, type RawBuilder } from 'kysely'
import type { FilePurpose } from '@polyclinic/contract/files/files.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bytea, int, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

type Sql = RawBuilder<unknown>

/** What has a picture: where it is kept which file that is, and who hears of another one. */
export interface PictureSubject {
  purpose: FilePurpose
  /** A table with a row and a `version` for whatever ever had one. */
  table: Sql
  /** Its column that holds whose it is; absent where it is the organization's. */
  whose?: Sql
  /** Its column that holds the file, null where there is none now. */
  file: Sql
  changed(tx: TenantTx, id: string): void
}

const pictureRow = shape({ file_id: nullable(uuid), version: int })

/** Whoever changes it meanwhile comes after this transaction. */
export const lockPicture = (tx: TenantTx, subject: PictureSubject, id: string) =>
  tx.maybe(pictureRow`
    select x.${subject.file} as file_id, x.version from ${subject.table} x
    where x.organization_id = ${tx.organization.id} ${isOf(subject, id)} for no key update`)

export const isOf = ({ whose }: PictureSubject, id: string): Sql => (whose ? sql`and ${whose} = ${id}` : sql``)

const smallRow = shape({ id: uuid, file_id: uuid, small_sealed: bytea })

/**
 * Those of these that have a picture that can be shown, in one statement. `seen` joins what has it to the rows `x`, as far as the
 * caller sees that.
 */
export const listSmallPictures = (
  tx: TenantTx,
  { table, file, whose }: Required<PictureSubject>,
  ids: readonly string[],
  seen: Sql,
) =>
  tx.all(smallRow`
    select x.${whose} as id, s.file_id, s.small_sealed from ${table} x ${seen}
    join tenant.files f on f.organization_id = x.organization_id and f.id = x.${file} and f.state = 'kept'
    join tenant.file_previews s on s.organization_id = f.organization_id and s.file_id = f.id
    where x.organization_id = ${tx.organization.id} and x.${whose} = any (${[...ids]}::uuid[])`)
