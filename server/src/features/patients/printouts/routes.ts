import { contract } from '@polyclinic/contract/contract.ts'
import { usualLanguage } from '@polyclinic/contract/kit/language.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { readPatient } from '../patients/queries.ts'
import { scopeOf } from '../patients/scope.ts'
import { knownOf } from '../patients/view.ts'
import { printedFile } from './document.ts'
import { guardiansOf } from './queries.ts'

export const printoutRoutes = {
  read: operation(contract.patients.printouts.read, {
    work: async (given) => {
      const { tx, input } = given
      const row = await readPatient(tx, input.params.id, scopeOf(given), 'print')
      if (!row) throw refuse('not-found')
      const { name, country, brand, slug } = tx.organization
      return {
        organization: { name, country, brand },
        path: `/${slug}/patients/${row.id}`,
        printed: { kind: row.kind, known: knownOf(row, tx.sealer), guardians: await guardiansOf(tx, row.id) },
      }
    },
    // set by a thread of its own, while no transaction waits
    after: ({ platform, input, result: { printed, organization, path } }) =>
      printedFile(platform.documents, input.query.form, printed, {
        organization,
        language: input.query.language ?? usualLanguage(organization.country),
        url: platform.config.origin + path,
      }),
  }),
}
