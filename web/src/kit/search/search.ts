import { useEffect, useState } from 'react'
import { ORPCError } from '@orpc/client'
import { useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query'
import { answerTo, type Answer, type Page } from './answer.ts'
import { useDebounced } from './debounced.ts'

/** What a search asks the server for a text: `(search) => q.patients.patients.list.queryOptions({ input: … })`. */
// oxlint-disable-next-line typescript/no-explicit-any -- each operation has an error and a key type of its own
export type Ask<T> = (question: string) => UseQueryOptions<Page<T>, any, Page<T>, any>

type Options = {
  /** From how many characters on it is asked. */
  least?: number
  /** How long one must rest from typing, in milliseconds. */
  rest?: number
  /** Asks nothing, for instance because somebody is chosen already. */
  isOff?: boolean
}

/** How long an answer is waited for, in milliseconds; then the search counts as failed. */
const patience = 10_000

/**
 * A search while one types, the same for every picker: waiting, failed, or answered, always for the words that stand in
 * the field. It fails at the first refusal and without a network too: whoever searches waits for it.
 */
export function useSearch<T>(text: string, ask: Ask<T>, { least = 1, rest = 120, isOff = false }: Options = {}) {
  const typed = text.trim()
  const asked = useDebounced(typed, rest)
  const [lateFor, setLateFor] = useState<string>()
  const client = useQueryClient()
  const options = ask(asked)
  const query = useQuery({
    ...options,
    enabled: !isOff && asked.length >= least,
    retry: false,
    networkMode: 'always',
  })
  const { isFetching } = query
  useEffect(() => {
    if (!isFetching) return
    const timer = setTimeout(() => {
      setLateFor(asked)
      void client.cancelQueries({ queryKey: options.queryKey, exact: true })
    }, patience)
    return () => clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- the key says no more than the question
  }, [isFetching, asked, client])

  const isLate = lateFor === asked && !isFetching
  const error = isLate ? new ORPCError('took-too-long', { status: 504 }) : query.error
  const answer: Answer<T> = isOff
    ? { state: 'idle' }
    : answerTo(typed, { asked, data: query.data, error, isFetching }, least)
  const retry = () => {
    setLateFor(undefined)
    void query.refetch()
  }
  return { answer, question: asked, retry }
}
