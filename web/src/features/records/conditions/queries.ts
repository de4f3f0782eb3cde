import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { q } from '../../../kit/api/api.ts'

export const conditionsQuery = (organization: string, id: string) =>
  q.records.conditions.list.queryOptions({ input: { params: { organization, id } } })

export const codesFound = (organization: string, kind: Patient['kind'], language: Language) => (search: string) =>
  q.records.codes.search.queryOptions({ input: { params: { organization }, query: { search, kind, language } } })
