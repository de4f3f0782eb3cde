import { generateKeyPairSync } from 'node:crypto'
import { jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { isOpen, readProviders, type SignInProvider } from '../../../kit/config/sign-in-providers.ts'
import { providerName } from '../factors/rules.ts'
import { addressBelow, appleClientSecret, identityOf, languageOf, nameInForm } from './rules.ts'

const one = { id: 'one', clientId: 'polyclinic', clientSecret: 'secret' }
const read = (...list: object[]) => readProviders(JSON.stringify(list))

test('the known providers need no issuer, a tenant of Microsoft has one of its own', () => {
  const google = { ...one, kind: 'google' }
  const microsoft = { ...one, id: 'two', kind: 'microsoft', tenant: 'contoso.example' }
  expect(read(google, microsoft)).toMatchObject([
    { name: 'Google', issuer: 'https://accounts.google.com' },
    { name: 'Microsoft', issuer: 'https://login.microsoftonline.com/contoso.example/v2.0' },
  ])
})

test('a list of providers that cannot be used says why', () => {
  expect(readProviders('nonsense')).toBe('is not JSON')
  expect(read({ ...one, kind: 'google' }, { ...one, kind: 'google' })).toBe('names one id twice')
  for (const wrong of [
    { ...one, kind: 'facebook' },
    { ...one, kind: 'google', clientSecret: undefined },
    { ...one, kind: 'google', issuer: 'https://evil.test' },
    { ...one, kind: 'microsoft', tenant: 'a/b' },
    { ...one, kind: 'other', name: 'House' },
    { ...one, kind: 'other', name: 'House', issuer: 'ftp://house.test' },
    { ...one, id: '../up', kind: 'google' },
  ])
    expect(read(wrong)).toMatch(/^does not describe/)
})

test('an issuer without https is for this machine during development alone', () => {
  expect(isOpen({ issuer: 'https://id.example' }, true)).toBe(false)
  expect(isOpen({ issuer: 'http://127.0.0.1:4000' }, false)).toBe(false)
  expect(isOpen({ issuer: 'http://127.0.0.1:4000' }, true)).toBe(true)
  expect(isOpen({ issuer: 'http://id.example' }, false)).toBe(true)
})

test('an address is somebody’s only where the provider says so in as many words', () => {
  const claims = { iss: 'https://id.example', sub: '1', email: 'Ada@Example.test', name: ' Ada ' }
  const verified = (more: object) => identityOf({ ...claims, ...more })?.isVerified
  expect(identityOf(claims)).toEqual({
    issuer: 'https://id.example',
    subject: '1',
    email: 'ada@example.test',
    isVerified: false,
    name: 'Ada',
  })
  for (const more of [{ email_verified: true }, { email_verified: 'true' }, { xms_edov: true }])
    expect(verified(more)).toBe(true)
  for (const more of [{ email_verified: 'false' }, { email_verified: 1 }, { email_verified: 'yes' }, { xms_edov: 0 }])
    expect(verified(more)).toBe(false)
  expect(identityOf({ ...claims, sub: '' })).toBeUndefined()
  expect(identityOf({ ...claims, sub: 7 })).toBeUndefined()
  expect(identityOf({ ...claims, name: 'a\u0000b', email: 'nonsense' }, 'From the form')).toEqual({
    issuer: 'https://id.example',
    subject: '1',
    isVerified: false,
    name: 'From the form',
  })
})

test('Apple is shown a statement of five minutes that the team’s key signed', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const apple = {
    id: 'apple',
    kind: 'apple',
    name: 'Apple',
    issuer: 'https://appleid.apple.com',
    clientId: 'example.clinic',
    teamId: 'TEAM',
    keyId: 'KEY',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  } satisfies SignInProvider
  const now = Math.floor(Date.now() / 1000)
  const { payload, protectedHeader } = await jwtVerify(appleClientSecret(apple, now), publicKey, {
    algorithms: ['ES256'],
    audience: 'https://appleid.apple.com',
  })
  expect(protectedHeader).toEqual({ alg: 'ES256', kid: 'KEY' })
  expect(payload).toMatchObject({ iss: 'TEAM', sub: 'example.clinic', iat: now, exp: now + 300 })
})

test('a name in a form is read, whatever else is sent in its place', () => {
  expect(nameInForm('{"name":{"firstName":"Ada","lastName":"Lovelace"}}')).toBe('Ada Lovelace')
  expect(nameInForm('{"name":{"firstName":"Ada"}}')).toBe('Ada')
  for (const nothing of [undefined, '', 'nonsense', '{}', '{"name":7}', '{"name":{"firstName":{}}}'])
    expect(nameInForm(nothing)).toBeUndefined()
})

test('no path leads away from our origin', () => {
  const origin = 'https://clinic.example'
  expect(addressBelow(origin, '/a?b=c', { problem: 'x y' })).toBe('https://clinic.example/a?b=c&problem=x+y')
  for (const path of [
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'https://evil.test/',
    'javascript:alert(1)',
    'http://',
  ])
    expect(new URL(addressBelow(origin, path)).origin).toBe(origin)
})

test('a new account speaks the first language of its browser that we speak', () => {
  expect(languageOf('fr-FR, de-AT;q=0.9, en;q=0.8')).toBe('de')
  expect(languageOf('ar')).toBe('ar')
  expect(languageOf('fr')).toBe('en')
  expect(languageOf(undefined)).toBe('en')
})

test('a provider that was taken out of the configuration is still called something', () => {
  const providers = read({ ...one, kind: 'microsoft', tenant: 'common' }) as SignInProvider[]
  expect(providerName(providers, 'https://login.microsoftonline.com/some-tenant/v2.0')).toBe('Microsoft')
  expect(providerName(providers, 'https://id.example/realm')).toBe('id.example')
})
