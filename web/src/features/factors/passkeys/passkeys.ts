import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'

type Begin = () => Promise<{ ceremony: string; options: Record<string, unknown> }>
type Answered = { ceremony: string; response: Record<string, unknown> }

const load = () => import('@simplewebauthn/browser')

export const hasPasskeys = () => 'PublicKeyCredential' in globalThis

const answered = (ceremony: string, response: AuthenticationResponseJSON | RegistrationResponseJSON): Answered => ({
  ceremony,
  response: { ...response },
})

export async function showPasskey(begin: Begin): Promise<Answered> {
  const [{ startAuthentication }, { ceremony, options }] = await Promise.all([load(), begin()])
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return answered(ceremony, await startAuthentication({ optionsJSON }))
}

export async function makePasskey(begin: Begin): Promise<Answered> {
  const [{ startRegistration }, { ceremony, options }] = await Promise.all([load(), begin()])
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  return answered(ceremony, await startRegistration({ optionsJSON }))
}
