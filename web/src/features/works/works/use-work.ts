import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isUnderWay } from '@polyclinic/contract/works/work-states.ts'
import type { Work } from '@polyclinic/contract/works/works.ts'
import { api, q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'

/** Milliseconds between two looks while it is under way: an account has no stream of changes. */
const lookAgain = 1_000

/** Where works lie: an account's own, or those that it asked for about an organization. */
const placeOf = (organization: string | undefined) =>
  organization === undefined
    ? {
        list: q.works.works.list.queryOptions({ input: {} }),
        cancel: (id: string) => api.works.works.cancel({ params: { id } }),
        result: (id: string) => api.works.works.result({ params: { id } }),
      }
    : {
        list: q.works.organizationWorks.list.queryOptions({ input: { params: { organization } } }),
        cancel: (id: string) => api.works.organizationWorks.cancel({ params: { organization, id } }),
        result: (id: string) => api.works.organizationWorks.result({ params: { organization, id } }),
      }

interface Asked {
  kind: string
  organization?: string
  /** Which one is meant, where a kind is asked for of several; null: none. */
  id?: string | null
  /** Absent where something else asks for it. */
  ask?: () => Promise<Work>
}

/** The newest work of a kind that I asked for: found again after the page was left, and looked at for as long as it goes on. */
export function useWork({ kind, organization, id, ask }: Asked) {
  const client = useQueryClient()
  const { list, cancel, result } = placeOf(organization)
  const { data, isPending, isError } = useQuery({
    ...list,
    refetchInterval: ({ state }) => (state.data?.items.some((each) => isUnderWay(each.state)) ? lookAgain : false),
  })
  const lookAtOnce = () => client.invalidateQueries({ queryKey: list.queryKey })
  const onError = (error: unknown) => {
    if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
    void lookAtOnce()
  }
  const start = useMutation({
    mutationFn: async () => ask?.(),
    onSuccess: lookAtOnce,
    onError,
  })
  const stop = useMutation({
    mutationFn: cancel,
    onSuccess: lookAtOnce,
    onError,
  })
  const fetchFile = useMutation({
    // an answer that is a file arrives as one
    mutationFn: async (id: string) => (await result(id)) as unknown as Blob,
    onError,
  })
  const work = data?.items.find((each) => each.kind === kind && (id === undefined || each.id === id))
  return { work, isLoading: isPending, isError, start, stop, fetchFile }
}
