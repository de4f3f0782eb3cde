import { z } from 'zod'
import { declareProblems } from '../kit/problem.ts'

const own = declareProblems({
  'file-too-large': {
    status: 413,
    message: 'Files of this kind may not be that large.',
    data: z.object({ limit: z.number() }),
  },
  'file-incomplete': {
    status: 409,
    message: 'Parts of this file have not arrived.',
    data: z.object({ missing: z.array(z.number()) }),
  },
  'part-differs': { status: 409, message: 'This part has arrived already, with another content.' },
  'part-length': {
    status: 400,
    message: 'This part does not have the length that the file’s size gives it.',
    data: z.object({ expected: z.number() }),
  },
  'file-differs': { status: 422, message: 'What arrived is not what was announced. Send the file again.' },
  'not-a-picture': { status: 422, message: 'This is not a picture that can be read: send JPEG, PNG, WebP or AVIF.' },
  'file-infected': { status: 422, message: 'The virus scanner refused this file; it was deleted.' },
})

type Own = typeof own

declare module '../kit/problem.ts' {
  interface Problems extends Own {}
}
