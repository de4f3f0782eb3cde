import { guardianPages } from '../guardians/queries.ts'
import { patientPages } from '../patients/queries.ts'

/** In which direction each order runs: the nearest next appointment first, the newest last appointment first. */
export const directions = { name: 'ascending', 'next-visit': 'ascending', 'last-visit': 'descending' } as const
type PatientOrder = keyof typeof directions

interface Asked {
  list?: string
  search?: string
  archived?: string
  sort?: string
}

const isPatientOrder = (sort: string | undefined): sort is PatientOrder => sort !== undefined && sort in directions

/** An order that a list does not have is that by name. */
export const patientOrder = ({ sort }: Asked): PatientOrder => (isPatientOrder(sort) ? sort : 'name')
export const guardianOrder = ({ sort }: Asked) => (sort === 'next-visit' ? sort : 'name')

export const listedPatients = (organization: string, asked: Asked) =>
  patientPages(organization, {
    search: asked.search,
    archived: asked.archived === 'only' ? 'only' : 'no',
    sort: patientOrder(asked),
  })

export const listedGuardians = (organization: string, asked: Asked) =>
  guardianPages(organization, asked.search ?? '', guardianOrder(asked))

/** What the address of the lists shows. */
export const listed = (organization: string, asked: Asked) =>
  asked.list === 'guardians' ? listedGuardians(organization, asked) : listedPatients(organization, asked)
