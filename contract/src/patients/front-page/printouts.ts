import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { language } from '../../kit/language.ts'
import { operation } from '../../kit/operation.ts'
import { bytesAnswer } from '../../kit/plain.ts'
import { slug } from '../../kit/text.ts'

export const printoutRoutes = {
  read: operation({
    method: 'GET',
    path: '/organizations/{organization}/patients/{id}/printout',
    summary:
      'What stands on a patient’s front page, or a label for a folder or a tube, as PDF; that it was printed is recorded',
    permission: 'patients.read',
    untilClosed: true,
    params: { organization: slug, id },
    query: { form: z.enum(['front-page', 'label']), language: language.optional() },
    output: bytesAnswer,
  }),
}
