import type { IncomingMessage } from 'node:http'
import { refuse } from './refusal.ts'

/** Bytes of a JSON body; larger things have operations of their own. */
export const bodyLimit = 1_000_000
const depthLimit = 32

/** Reads a JSON body: counted on the raw stream, decoded strictly, checked for depth before it is parsed. */
export async function readJson(message: IncomingMessage): Promise<unknown> {
  if (message.headers['content-encoding'] && message.headers['content-encoding'] !== 'identity')
    throw refuse('wrong-content-type')
  if (Number(message.headers['content-length']) > bodyLimit) throw refuse('too-large')
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    size += (chunk as Buffer).length
    if (size > bodyLimit) throw refuse('too-large')
    chunks.push(chunk as Buffer)
  }
  if (size === 0) return undefined
  const type = message.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw refuse('wrong-content-type')
  const text = decode(Buffer.concat(chunks))
  if (isDeeperThan(text, depthLimit)) throw refuse('bad-request')
  return parse(text)
}

function decode(bytes: Buffer): string {
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

/** Counts brackets outside strings; linear, without building anything. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}
