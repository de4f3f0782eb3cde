import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../testing/deep.ts'
import { createWorld, type TestOrganization, type World } from '../../testing/world.ts'

/** A program that knows the document alone, and what it is made with: not the versions that we use ourselves. */
const stranger = path.join(import.meta.dirname, '../../../../e2e/stranger')
/** Strangers' compiler in depth; each day ours, which is many times as fast and refuses the same. */
const compiler = path.join(isDeep ? stranger : path.join(stranger, '../..'), 'node_modules/typescript/bin/tsc')
const runs = promisify(execFile)
const node = (...args: string[]) => runs(process.execPath, args, { cwd: stranger, timeout: 120_000 })

let world: World
let organization: TestOrganization
let origin: string

beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization({ kind: 'human' })
  origin = (await world.application.http?.listen({ port: 0, host: '127.0.0.1' })) ?? ''
  mkdirSync(path.join(stranger, 'dist'), { recursive: true })
  const document = await (await fetch(`${origin}/api/openapi.json`)).text()
  writeFileSync(path.join(stranger, 'dist/openapi.json'), document)
  await node('node_modules/openapi-typescript/bin/cli.js', 'dist/openapi.json', '-o', 'dist/api.d.ts')
})
afterAll(() => world.close())

test('a client generated from the document type-checks, and refuses what the server would refuse', async () => {
  const { stdout } = await node(compiler, '-p', '.').catch((failed: { stdout: string }) => failed)
  expect(stdout).toBe('')
})

test('it books an appointment, and takes an offered time where one is taken', async () => {
  const { stdout } = await node('book-an-appointment.ts', origin, organization.owner.token, organization.slug)
  const { booked, instead } = JSON.parse(stdout) as Record<string, { id: string; startsAt: string }>
  for (const appointment of [booked, instead]) {
    const { body } = await organization.owner.get(`/appointments/${appointment?.id}`)
    expect(body).toMatchObject({ startsAt: appointment?.startsAt, state: 'booked', patient: { name: 'Amina Haddad' } })
  }
  expect(instead?.startsAt).not.toBe(booked?.startsAt)
})
