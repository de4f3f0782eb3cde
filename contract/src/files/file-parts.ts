import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { byteStream } from '../kit/plain.ts'
import { filePartBytes, ofFile } from './files.ts'

export const partRoutes = {
  put: operation({
    method: 'PUT',
    path: '/organizations/{organization}/files/{id}/parts/{number}',
    summary: 'Send a part of 4 MiB, the last one what is left; the same part twice is one',
    permission: 'member',
    params: { ...ofFile, number: z.coerce.number().int().min(0).max(9_999) },
    takes: { kind: 'octet-stream', limit: filePartBytes },
    body: byteStream,
    output: z.object({ number: z.int(), size: z.int() }),
    errors: ['part-differs', 'part-length', 'wrong-state'],
  }),
}
