import { z } from 'zod'
import { declareProblems } from '../kit/problem.ts'

/** Why a table cannot be read. */
export const unreadableReasons = ['format', 'broken', 'too-large', 'too-many-columns', 'empty', 'gone'] as const

const own = declareProblems({
  'table-unreadable': {
    status: 422,
    message: 'This is no table that can be read: send CSV or XLSX, with one head row.',
    data: z.object({ reason: z.enum(unreadableReasons) }),
  },
})

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
}
