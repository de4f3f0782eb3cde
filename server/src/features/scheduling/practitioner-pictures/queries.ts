import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bytea, int, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { working } from '../practitioners/queries.ts'

const pictureRow = shape({ file_id: nullable(uuid), version: int })

/** Whoever changes it meanwhile comes after this transaction. */
export const lockPicture = (tx: TenantTx, practitionerId: string) =>
  tx.maybe(pictureRow`
    select ${pictureRow.of('x')} from tenant.practitioner_pictures x
    where x.organization_id = ${tx.organization.id} and x.practitioner_id = ${practitionerId} for no key update`)

const smallRow = shape({ id: uuid, file_id: uuid, small_sealed: bytea })

/** Those of these practitioners who have a picture that can be shown; one statement for all. */
export const listSmallPictures = (tx: TenantTx, practitionerIds: readonly string[], scope?: readonly string[]) =>
  tx.all(smallRow`
    select x.practitioner_id as id, s.file_id, s.small_sealed
    from tenant.practitioner_pictures x
    join tenant.practitioners p on p.organization_id = x.organization_id and p.id = x.practitioner_id
    join tenant.files f on f.organization_id = x.organization_id and f.id = x.file_id and f.state = 'kept'
    join tenant.file_previews s on s.organization_id = f.organization_id and s.file_id = f.id
    where x.organization_id = ${tx.organization.id} and x.practitioner_id = any (${[...practitionerIds]}::uuid[]) ${working(scope)}`)
