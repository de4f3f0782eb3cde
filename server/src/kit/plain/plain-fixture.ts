import { createHash } from 'node:crypto'
import { oc } from '@orpc/contract'
import type { AnyRouter } from '@orpc/server'
import { operation as declare } from '@polyclinic/contract/kit/operation.ts'
import { bytes, bytesAnswer, byteStream, multipart } from '@polyclinic/contract/kit/plain.ts'
import { slug } from '@polyclinic/contract/kit/text.ts'
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { refuse } from '../http/refusal.ts'

const sha = (content: Uint8Array) => createHash('sha256').update(content).digest('hex')

const common = { permission: 'member', params: { organization: slug }, summary: '' } as const
const at = (name: string) => `/organizations/{organization}/plain/${name}` as const

const routes = {
  bytes: declare({
    ...common,
    method: 'POST',
    path: at('bytes'),
    takes: { kind: 'bytes', limit: 1_000 },
    body: bytes,
    output: z.object({ sha: z.string(), served: z.int() }),
    errors: ['key-reused'],
  }),
  stream: declare({
    ...common,
    method: 'PUT',
    path: at('stream'),
    takes: { kind: 'octet-stream', limit: 100_000 },
    body: byteStream,
    output: z.object({ sha: z.string(), size: z.int() }),
  }),
  form: declare({
    ...common,
    method: 'POST',
    path: at('form'),
    takes: { kind: 'form', limit: 1_000 },
    body: z.strictObject({ Body: z.string().max(20), From: z.string() }),
    output: z.object({ text: z.string() }),
    wording: 'text',
  }),
  multipart: declare({
    ...common,
    method: 'POST',
    path: at('multipart'),
    takes: { kind: 'multipart', limit: 10_000 },
    body: multipart,
    output: z.object({ fields: z.record(z.string(), z.string()), files: z.array(z.string()) }),
  }),
  csv: declare({
    ...common,
    method: 'POST',
    path: at('csv'),
    takes: { kind: 'csv', limit: 1_000 },
    body: z.string(),
    output: z.object({ text: z.string() }),
  }),
  xml: declare({
    ...common,
    method: 'POST',
    path: at('xml'),
    takes: { kind: 'xml', limit: 1_000 },
    body: z.string(),
    output: z.object({ text: z.string() }),
  }),
  ndjson: declare({
    ...common,
    method: 'POST',
    path: at('ndjson'),
    takes: { kind: 'ndjson', limit: 1_000 },
    body: z.array(z.unknown()),
    output: z.object({ lines: z.int() }),
  }),
  fhir: declare({
    ...common,
    permission: 'patients.write',
    method: 'POST',
    path: at('fhir'),
    takes: { kind: 'fhir-json', limit: 1_000 },
    body: z.looseObject({ resourceType: z.literal('Patient') }),
    output: z.object({ resourceType: z.string() }),
    wording: 'operation-outcome',
  }),
  file: declare({ ...common, method: 'GET', path: at('file'), output: bytesAnswer }),
}

const contract = oc.prefix('/api/v1').router({ plain: routes }).plain

export const fileContent = Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7) % 256)

/** One operation of every kind of body and answer; `served` counts how often their work was done. */
export function plainRouter(served: { count: number }): Record<string, AnyRouter> {
  const text = async ({ input }: { input: { body: string } }) => ({ text: input.body })
  return {
    bytes: operation(contract.bytes, async ({ input }) => ({ sha: sha(input.body), served: ++served.count })),
    stream: operation(contract.stream, {
      before: async ({ input }) => {
        const hash = createHash('sha256')
        let size = 0
        for await (const piece of input.body) {
          hash.update(piece)
          size += piece.length
        }
        return { sha: hash.digest('hex'), size }
      },
      work: async ({ before }) => before,
    }),
    form: operation(contract.form, async ({ input }) => ({ text: input.body.Body })),
    multipart: operation(contract.multipart, async ({ input }) => ({
      fields: input.body.fields,
      files: input.body.files.map(({ name, content }) => `${name} ${sha(content)}`),
    })),
    csv: operation(contract.csv, text),
    xml: operation(contract.xml, text),
    ndjson: operation(contract.ndjson, async ({ input }) => ({ lines: input.body.length })),
    fhir: operation(contract.fhir, async ({ input, can }) => {
      if (!can('patients.write')) throw refuse('not-found')
      return { resourceType: input.body.resourceType }
    }),
    file: operation(contract.file, async () => ({
      type: 'image/png',
      isShown: true,
      size: fileContent.length,
      tag: sha(fileContent),
      name: 'Übersicht "1".png',
      // in pieces that end where no range does
      async *open(first: number, last: number) {
        for (let from = first; from <= last; from += 999)
          yield fileContent.subarray(from, Math.min(from + 999, last + 1))
      },
    })),
  }
}
