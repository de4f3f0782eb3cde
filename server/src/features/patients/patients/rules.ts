import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'
import type { PatientField } from '@polyclinic/contract/patients/fields.ts'
import { fieldsOfAnimals, speciesKeys } from '@polyclinic/contract/patients/species.ts'
import type { OrganizationFacts } from '../../../kit/db/tenant.ts'

interface FieldProblem {
  path: string
  code: IssueCode
  message: string
}

type Facts = { kind: 'human' | 'animal' } & { [Name in PatientField]?: unknown } & {
  [Name in 'birthDate' | 'deceasedOn' | 'species']?: string | null
}

/** Nobody was ever older than 122 years, no tortoise older than 200. */
const oldest = { human: 125, animal: 210 } as const

const isBeyondAge = (kind: 'human' | 'animal', birthDate: string, latestDay: string) =>
  Number(latestDay.slice(0, 4)) - Number(birthDate.slice(0, 4)) > oldest[kind]

/** Why these facts cannot stand; undefined where they can. */
export function patientProblem(
  facts: Facts,
  treats: OrganizationFacts['kind'],
  latestDay: string,
): FieldProblem | undefined {
  const { kind, birthDate, deceasedOn, species } = facts
  if (treats === 'human' && kind === 'animal')
    return { path: 'kind', code: 'kind', message: 'this organization treats people only' }
  if (treats === 'veterinary' && kind === 'human')
    return { path: 'kind', code: 'kind', message: 'this organization treats animals only' }
  if (kind === 'animal' && !speciesKeys.some((known) => known === species))
    return { path: 'species', code: 'species', message: 'an animal needs a species' }
  const strange = kind === 'human' && fieldsOfAnimals.find((field) => (facts[field] ?? undefined) !== undefined)
  if (strange) return { path: strange, code: 'animals-only', message: 'only an animal has this' }
  if (birthDate && !deceasedOn && isBeyondAge(kind, birthDate, latestDay))
    return { path: 'birthDate', code: 'range', message: 'is longer ago than anybody lives' }
  if (deceasedOn && deceasedOn > latestDay) return { path: 'deceasedOn', code: 'future', message: 'lies in the future' }
  if (deceasedOn && birthDate && deceasedOn < birthDate)
    return { path: 'deceasedOn', code: 'before-birth', message: 'lies before the birth' }
  return undefined
}

/** The calendar day, UTC. */
export const dayAt = (now: number) => new Date(now).toISOString().slice(0, 10)

/** The calendar day of those who are furthest ahead, UTC+14. */
export const latestDayAt = (now: number) => new Date(now + 14 * 3_600_000).toISOString().slice(0, 10)
