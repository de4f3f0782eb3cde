import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { q } from '../../../kit/api/api.ts'

export const immunizationsQuery = (organization: string, id: string) =>
  q.records.immunizations.list.queryOptions({ input: { params: { organization, id } } })

export const vaccinesFound = (organization: string, kind: Patient['kind'], language: Language) => (search: string) =>
  q.records.immunizations.findVaccines.queryOptions({
    input: { params: { organization }, query: { search, kind, language } },
  })
