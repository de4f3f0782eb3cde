import { z } from 'zod'
import { declareProblems } from '../kit/problem.ts'
import { erasureObstacles } from './obstacles.ts'

const own = declareProblems({
  'erasure-blocked': {
    status: 409,
    message: 'This patient cannot be erased now: lift the legal hold, or cancel the visits that lie ahead.',
    data: z.object({ obstacles: z.array(z.enum(erasureObstacles)) }),
  },
})

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
}
