import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { findDocument } from '../documents/queries.ts'
import { readerOf } from '../documents/routes.ts'
import { addAnnotation, changeAnnotation } from './actions.ts'
import { readAnnotations } from './queries.ts'
import { annotationView } from './view.ts'

export const annotationRoutes = {
  list: operation(contract.attachments.annotations.list, async (given) => {
    const { tx, input } = given
    const reader = readerOf(given)
    const document = await findDocument(tx, input.params.id, reader)
    if (!document) throw refuse('not-found')
    // nobody draws on what waits in the inbox
    if (!document.patient_id) return { items: [] }
    const rows = (await readAnnotations(tx, document.id, document.patient_id, reader.scope)) ?? []
    const authors = rows.flatMap((row) => row.recorded_by ?? [])
    const names = await tx.inControl('read', (control) => organizations.accountNames(control, authors))
    return { items: rows.map((row) => annotationView(row, tx.sealer, names.get(row.recorded_by ?? ''))) }
  }),

  create: operation(contract.attachments.annotations.create, async (given) => {
    const { tx, input } = given
    return annotationView(await addAnnotation(tx, input.params.id, input.body.marks, readerOf(given)), tx.sealer)
  }),

  update: operation(contract.attachments.annotations.update, async (given) => {
    const { tx, input, expectedVersion } = given
    const which = { id: input.params.id, reader: readerOf(given), expectedVersion }
    return annotationView(await changeAnnotation(tx, which, input.body.status), tx.sealer)
  }),
}
