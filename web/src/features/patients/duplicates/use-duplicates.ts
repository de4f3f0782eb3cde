import { useQuery } from '@tanstack/react-query'
import type { DuplicateCheck } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import { q } from '../../../kit/api/api.ts'
import { useDebounced } from '../../../kit/search/debounced.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { duplicateQuestion, type DuplicateQuestion, type Typed } from './duplicate-question.ts'

const nobody: DuplicateCheck = { patients: [], guardian: { items: [] } }

/**
 * Who on file is probably the same as those being typed, asked once typing rests. A help and no more: a failure that
 * stays is not told, a question that was overtaken is cancelled, and no answer outlives its form, in which the next one may
 * just have been added.
 */
export function useDuplicates(typed: Typed): DuplicateCheck {
  const { slug } = useOrganization()
  const question = duplicateQuestion(typed)
  const asked = useDebounced(question ? JSON.stringify(question) : '', 300)
  const body: DuplicateQuestion = asked === '' ? { patients: [] } : JSON.parse(asked)
  const { data } = useQuery({
    ...q.patients.duplicateChecks.create.queryOptions({ input: { params: { organization: slug }, body } }),
    enabled: asked !== '',
    // What was found stays until the next answer, so that the form does not jump; never under another number of patients.
    placeholderData: (before) => (before?.patients.length === body.patients.length ? before : undefined),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  return question && asked !== '' && data ? data : nobody
}
