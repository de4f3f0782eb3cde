import type { IncomingMessage } from 'node:http'
import { refuse } from './refusal.ts'

export interface BodyLimits {
  bytes: number
  /** Values of every kind, however deep: what parsing and validating take grows with them, not with bytes. */
  values: number
}

/** Whoever is somebody: a year of hours, the clinics and rooms of a service. */
export const callersLimits: BodyLimits = { bytes: 256_000, values: 5_000 }
/** Whoever is nobody yet: a password, a passkey's answer, a token. */
export const strangersLimits: BodyLimits = { bytes: 32_000, values: 200 }

const depthLimit = 16
/** Characters of one text; the longest that an operation takes are far shorter. */
const textLimit = 20_000

/** Reads a JSON body: counted on the raw stream, decoded strictly, looked over before anything is built of it. */
export async function readJson(message: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const { headers } = message
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') throw refuse('wrong-content-type')
  const isJson = headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/json'
  const announced = Number(headers['content-length'])
  if (announced > 0 && !isJson) throw refuse('wrong-content-type')
  if (announced > limits.bytes) throw refuse('too-large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limits.bytes) throw refuse('too-large')
    chunks.push(chunk)
  }
  if (size === 0) return undefined
  if (!isJson) throw refuse('wrong-content-type')
  return readJsonText(decode(Buffer.concat(chunks)), limits.values)
}

/** Looks a text over before it is parsed; `values` as in {@link BodyLimits}. */
export function readJsonText(text: string, values: number): unknown {
  lookOver(text, values)
  return parse(text)
}

export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refuse('bad-request')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw new SyntaxError('reserved key')
      return value
    })
  } catch {
    throw refuse('bad-request')
  }
}

/** Counts brackets, commas and the length of texts; linear, without building anything. */
function lookOver(text: string, valueLimit: number): void {
  let [depth, values, began] = [0, 1, -1]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (began >= 0) {
      if (code === 0x5c) i++
      else if (code === 0x22) {
        if (i - began > textLimit) throw refuse('too-large')
        began = -1
      }
    } else if (code === 0x22) began = i
    else if (code === 0x2c) values++
    else if (code === 0x7b || code === 0x5b) {
      values++
      if (++depth > depthLimit) throw refuse('bad-request')
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  if (values > valueLimit) throw refuse('too-large')
}
