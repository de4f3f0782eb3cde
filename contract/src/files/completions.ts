import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { file, ofFile } from './files.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const completionRoutes = {
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/files/{id}/completion',
    summary: 'Say that all parts were sent, and what they have to be together',
    permission: 'member',
    params: ofFile,
    body: z.strictObject({ sha256 }),
    output: file,
    errors: ['key-reused', 'file-too-large', 'file-incomplete', 'file-differs', 'not-a-picture', 'file-infected'],
  }),
}
