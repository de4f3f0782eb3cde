import { z } from 'zod'

/** What a body is read as that is not plain JSON, and the media types that it may be sent as. */
export const bodyTypes = {
  /** Handed on as it arrives, never held whole. */
  'octet-stream': ['application/octet-stream'],
  /** The bytes themselves, for what is signed. */
  bytes: ['*/*'],
  form: ['application/x-www-form-urlencoded'],
  multipart: ['multipart/form-data'],
  csv: ['text/csv'],
  xml: ['application/xml', 'text/xml'],
  /** One JSON value a line. */
  ndjson: ['application/x-ndjson', 'application/ndjson'],
  'fhir-json': ['application/fhir+json', 'application/json'],
} as const satisfies Record<string, readonly string[]>

export type BodyKind = keyof typeof bodyTypes

export interface TakenBody {
  kind: BodyKind
  /** Bytes, counted as they arrive. */
  limit: number
}

/** How refusals are worded: our own problems, FHIR's OperationOutcome (R4 §2.36), or a line of text. */
export type RefusalWording = 'problem' | 'operation-outcome' | 'text'

export interface ByteStream extends AsyncIterable<Uint8Array> {
  /** As announced; absent where the sender did not say. */
  announced?: number
}

const isStream = (value: unknown): value is ByteStream =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** The body of an `octet-stream`. */
export const byteStream = z.custom<ByteStream>(isStream)

/** The body of `bytes`. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** The body of a `multipart`: what was typed, and what was chosen. */
export const multipart = z.strictObject({
  fields: z.record(z.string(), z.string()),
  files: z.array(z.strictObject({ field: z.string(), name: z.string(), content: bytes })),
})

export interface BytesAnswer {
  /** A media type that a browser may show; everything else is offered to be kept. */
  type: string
  isShown: boolean
  /** Bytes. */
  size: number
  /** Changes with the content. */
  tag: string
  name: string
  /** The bytes from the first to the last, both included. */
  open(first: number, last: number): AsyncIterable<Uint8Array>
}

/** What is written while it is sent: nobody knows its length, so there are no ranges. One that breaks off ends without its last chunk. */
export interface StreamAnswer {
  type: string
  name: string
  open(): AsyncIterable<Uint8Array>
}

export const streamAnswer = z.custom<StreamAnswer>((value) => typeof value === 'object' && value !== null)

/** An answer that is a file: whole, or the range that was asked for (RFC 9110 §14). */
export const bytesAnswer = z.custom<BytesAnswer>((value) => typeof value === 'object' && value !== null)
