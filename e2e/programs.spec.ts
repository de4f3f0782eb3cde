import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as client from 'openid-client'
import { origin } from './api.ts'
import { expect, signInQuietly, test } from './journey.ts'
import { addColleague, openOrganization } from './organization.ts'
import { expectNothingBroken, floating } from './sweep.ts'

/** A program of others on this machine: waits for the browser to come back with its code. */
async function program() {
  let back: (url: URL) => void = () => {}
  const arrived = new Promise<URL>((resolve) => (back = resolve))
  const server = createServer((request, response) => {
    response.end('Go back to the program.')
    back(new URL(request.url ?? '/', redirectUri))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`
  return { redirectUri, arrived, close: () => server.close() }
}

test('an independent program is let in by an owner, connected by a member with PKCE, does what it may, and ends when told', async ({
  page,
  elsewhere,
}) => {
  const organization = await openOrganization()
  const wall = await program()
  const owner = await elsewhere(organization.owner.email, `/${organization.slug}/settings/programs`)
  await owner.getByRole('button', { name: 'New app' }).first().click()
  const dialog = owner.getByRole('dialog', { name: 'New app' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Wall board')
  await dialog.getByRole('textbox', { name: 'Addresses to return to' }).fill(wall.redirectUri)
  await dialog.getByText('On people’s devices').click()
  await dialog.getByText('See the calendar').click()
  await dialog.getByRole('button', { name: 'Let app in' }).click()
  await expect(owner.getByRole('dialog', { name: 'Wall board is let in' })).toBeVisible()
  await expectNothingBroken(owner, floating)
  const clientId = (await owner.getByRole('dialog').innerText()).match(/[0-9a-f-]{36}/)?.[0] ?? ''
  expect(clientId).not.toBe('')

  const server = await client.discovery(new URL(`${origin()}/oauth`), clientId, undefined, client.None(), {
    execute: [client.allowInsecureRequests],
  })
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const url = client.buildAuthorizationUrl(server, {
    redirect_uri: wall.redirectUri,
    scope: 'openid offline_access appointments.read',
    prompt: 'consent',
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const member = await addColleague(organization, 'Mia Member', 'receptionist')
  await signInQuietly(page, member.email)
  await page.goto(url.href)
  await expect(page.getByText('Wall board').first()).toBeVisible()
  await expectNothingBroken(page)
  await page.getByRole('button', { name: 'Allow' }).click()
  const tokens = await client.authorizationCodeGrant(server, await wall.arrived, {
    pkceCodeVerifier: verifier,
    expectedState: state,
  })
  wall.close()

  const ask = (path: string, token = tokens.access_token) =>
    fetch(`${origin()}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status)
  const at = `/organizations/${organization.slug}`
  const day = `?from=${new Date().toISOString()}&to=${new Date(Date.now() + 86_400_000).toISOString()}`
  expect(await ask(`${at}/appointments${day}`)).toBe(200)
  expect(await ask(`${at}/patients`)).toBe(403)
  expect(await ask('/organizations/riverside/appointments')).toBe(404)
  expect(await ask('/me')).toBe(403)

  const next = await client.refreshTokenGrant(server, tokens.refresh_token!)
  expect(await ask(`${at}/appointments${day}`, next.access_token)).toBe(200)
  await page.goto('/account/apps')
  await page.getByRole('button', { name: 'Disconnect Wall board' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByText('Wall board is disconnected.')).toBeVisible()
  expect(await ask(`${at}/appointments${day}`, next.access_token)).toBe(401)
  await expect(client.refreshTokenGrant(server, next.refresh_token!)).rejects.toThrow()
})
