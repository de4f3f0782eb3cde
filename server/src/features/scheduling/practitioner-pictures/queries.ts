import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pictures, type PictureSubject } from '../../files/public.ts'
import { practitionerChanged } from '../events.ts'
import { working } from '../practitioners/queries.ts'

export const practitionerPicture: Required<PictureSubject> = {
  purpose: 'portrait',
  table: sql`tenant.practitioner_pictures`,
  whose: sql`practitioner_id`,
  file: sql`file_id`,
  changed: (tx, practitionerId) => tx.announce(practitionerChanged, { practitionerId }),
}

/** Of those practitioners whom the caller sees. */
export const listSmallPictures = (tx: TenantTx, practitionerIds: readonly string[], scope?: readonly string[]) =>
  pictures.listSmallPictures(
    tx,
    practitionerPicture,
    practitionerIds,
    sql`join tenant.practitioners p on p.organization_id = x.organization_id and p.id = x.practitioner_id ${working(scope)}`,
  )
