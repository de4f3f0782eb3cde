import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'

/** The provider that an identity came from; several tenants of Microsoft have an issuer each. */
export const providerOfIssuer = (providers: readonly SignInProvider[], issuer: string): SignInProvider | undefined =>
  providers.find((provider) => provider.issuer === issuer) ??
  providers.find(({ kind }) => kind === 'microsoft' && issuer.startsWith('https://login.microsoftonline.com/'))

/** What a sign-in is called in a list, also after its provider was taken out of the configuration. */
export const providerName = (providers: readonly SignInProvider[], issuer: string): string =>
  providerOfIssuer(providers, issuer)?.name ?? (URL.canParse(issuer) ? new URL(issuer).hostname : issuer)
