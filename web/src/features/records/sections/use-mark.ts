import type { RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import { q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'

/** Marks what was entered in error, and both ways: what was marked by mistake counts again. */
export function useMark(update: (status: RecordStatus) => Promise<unknown>) {
  const refresh = useRefresh()
  return async (status: RecordStatus) => {
    try {
      await update(status)
      await refresh(q.records.key())
    } catch (error) {
      toast.problem(error)
      if (problemOf(error).code === 'stale') void refresh(q.records.key())
    }
  }
}
