import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** CBOR (RFC 8949), as much of it as an authenticator writes. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number) => {
    if (size < 24) return Buffer.from([(major << 5) | size])
    return size < 256
      ? Buffer.from([(major << 5) | 24, size])
      : Buffer.from([(major << 5) | 25, size >> 8, size & 0xff])
  }
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])])
  throw new Error('an authenticator does not write this')
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

export interface Asked {
  challenge: string
  origin?: string
  rpId?: string
  /** Whether it saw finger, face or PIN. */
  isVerified?: boolean
  counter?: number
}

export interface Credential {
  id: string
  counter: number
  key: KeyObject
  publicKey: Buffer
}

export function newCredential(): Credential {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const cose = new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
  return { id: randomBytes(32).toString('base64url'), counter: 0, key: privateKey, publicKey: cbor(cose) }
}

const present = 0x01
const verified = 0x04
const canBeSynced = 0x18
const hasCredential = 0x40

function authenticatorData({ rpId = 'localhost', isVerified = true }: Asked, counter: number, flags: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const all = present | canBeSynced | flags | (isVerified ? verified : 0)
  return Buffer.concat([sha256(rpId), Buffer.from([all]), count])
}

const clientData = (type: string, { challenge, origin = 'http://localhost:3000' }: Asked) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

const answered = (id: string, response: Record<string, Buffer>) => ({
  id,
  rawId: id,
  type: 'public-key',
  clientExtensionResults: {},
  response: Object.fromEntries(Object.entries(response).map(([name, value]) => [name, value.toString('base64url')])),
})

/** What a browser answers for a new passkey (W3C WebAuthn §6.5). */
export function registered(credential: Credential, asked: Asked) {
  const id = Buffer.from(credential.id, 'base64url')
  const length = Buffer.from([id.length >> 8, id.length & 0xff])
  const authData = Buffer.concat([
    authenticatorData(asked, credential.counter, hasCredential),
    Buffer.alloc(16),
    length,
    id,
    credential.publicKey,
  ])
  const attestation = new Map<string, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', authData],
  ])
  return answered(credential.id, {
    clientDataJSON: clientData('webauthn.create', asked),
    attestationObject: cbor(attestation),
  })
}

/** What a browser answers when a passkey is shown (W3C WebAuthn §6.3.3). It counts on by one unless told otherwise. */
export function shown(credential: Credential, asked: Asked) {
  credential.counter = asked.counter ?? credential.counter + 1
  const authData = authenticatorData(asked, credential.counter, 0)
  const client = clientData('webauthn.get', asked)
  const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), credential.key)
  return answered(credential.id, { clientDataJSON: client, authenticatorData: authData, signature })
}
