import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'

/** Read when somebody first uses a passkey: it brings a tenth of a second of certificates along. */
const library = () => import('@simplewebauthn/server')

const answer = z.looseObject({
  id: z.string().max(1400),
  response: z.looseObject({}),
  clientExtensionResults: z.looseObject({}),
})

/** Where passkeys hold: one host name, one origin (W3C WebAuthn §5.1.2). */
export interface RelyingParty {
  origin: string
}

export interface KnownCredential {
  credentialId: string
  transports: string[]
}

export interface StoredCredential extends KnownCredential {
  publicKey: Buffer
  counter: number
}

export interface NewCredential extends StoredCredential {
  isSynced: boolean
}

/** EdDSA, ES256, RS256 (IANA COSE algorithms): what authenticators of today sign with. */
const algorithms = [-8, -7, -257]

const idOf = ({ origin }: RelyingParty) => new URL(origin).hostname

const asTransports = (transports: string[]) => transports as never

/** Asks for a new passkey: found without a name being typed, and opened by finger, face or PIN. */
export const registrationOptions = async (
  party: RelyingParty,
  person: { accountId: string; name: string; email: string },
  known: KnownCredential[],
) =>
  (await library()).generateRegistrationOptions({
    rpName: 'Polyclinic',
    rpID: idOf(party),
    userID: new Uint8Array(Buffer.from(person.accountId.replaceAll('-', ''), 'hex')),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: asTransports(transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })

export const requestOptions = async (party: RelyingParty, allowed?: KnownCredential[]) =>
  (await library()).generateAuthenticationOptions({
    rpID: idOf(party),
    userVerification: 'required',
    ...(allowed && {
      allowCredentials: allowed.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: asTransports(transports),
      })),
    }),
  })

/** The credential that a browser says it used; nothing where the answer is none. */
export function credentialIdIn(response: unknown): string | undefined {
  const read = answer.safeParse(response)
  return read.success ? read.data.id : undefined
}

/** The new passkey, or nothing where challenge, origin, host or signature are not as they must be. */
export async function verifiedRegistration(
  party: RelyingParty,
  challenge: string,
  response: unknown,
): Promise<NewCredential | undefined> {
  if (!answer.safeParse(response).success) return undefined
  const given = response as RegistrationResponseJSON
  const { verifyRegistrationResponse } = await library()
  const result = await orNothing(
    verifyRegistrationResponse({
      response: given,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: idOf(party),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (!result?.verified) return undefined
  const { credential, credentialBackedUp } = result.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: (credential.transports ?? []).filter((each) => typeof each === 'string').slice(0, 10),
    isSynced: credentialBackedUp,
  }
}

/** The counter after this use, or nothing where anything is not as it must be: a copied passkey counts backwards. */
export async function verifiedUse(
  party: RelyingParty,
  challenge: string,
  response: unknown,
  { credentialId, publicKey, counter, transports }: StoredCredential,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library()
  const result = await orNothing(
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: idOf(party),
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: new Uint8Array(publicKey),
        counter,
        transports: asTransports(transports),
      },
    }),
  )
  return result?.verified ? result.authenticationInfo.newCounter : undefined
}

/** The library throws for whatever does not fit; to whoever calls it is one answer. */
async function orNothing<Result>(verification: Promise<Result>): Promise<Result | undefined> {
  try {
    return await verification
  } catch {
    return undefined
  }
}
