import type { ImportState } from '@polyclinic/contract/imports/import-states.ts'
import { isUnderWay } from '@polyclinic/contract/works/work-states.ts'
import { q } from '../../../kit/api/api.ts'

/** Milliseconds between two looks while it is under way: how far a work is tells no stream. */
const lookAgain = 1_000

export const importsQuery = (organization: string) =>
  q.imports.imports.list.queryOptions({ input: { params: { organization } } })

export const importQuery = (organization: string, id: string) =>
  q.imports.imports.get.queryOptions({ input: { params: { organization, id } } })

const goesOn: readonly (ImportState | undefined)[] = ['checking', 'running', 'undoing']

/** The same, looked at again while something goes on with it. */
export const watchedImport = (organization: string, id: string) => ({
  ...importQuery(organization, id),
  refetchInterval: ({ state }: { state: { data?: { state: ImportState } } }) =>
    goesOn.includes(state.data?.state) ? lookAgain : (false as const),
})

export const workQuery = (organization: string, id: string) => ({
  ...q.works.organizationWorks.get.queryOptions({ input: { params: { organization, id } } }),
  refetchInterval: ({ state }: { state: { data?: { state: Parameters<typeof isUnderWay>[0] } } }) =>
    !state.data || isUnderWay(state.data.state) ? lookAgain : (false as const),
})
