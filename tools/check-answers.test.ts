import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { operation } from '../contract/src/kit/operation.ts'
import { operationOf, recordAnswer, recordCall } from '../server/src/testing/answers.ts'
import { promisedAnswers, readAnswers, unseenAnswers } from './check-answers.ts'
import { operationsOf } from './operation-rules.ts'

const output = z.object({})
const operations = operationsOf({
  rooms: {
    create: operation({
      method: 'POST',
      path: '/rooms',
      summary: '',
      permission: 'public',
      output,
      status: 201,
      errors: ['slot-taken', 'in-use'],
    }),
    update: operation({ method: 'PATCH', path: '/rooms', summary: '', permission: 'public', output }),
  },
})

test('an operation promises its success, its own errors and, where a version is required, that a stale one is refused', () => {
  expect(operations.flatMap(promisedAnswers)).toEqual([
    { operation: 'rooms.create', status: 201 },
    { operation: 'rooms.create', status: 409, code: 'slot-taken' },
    { operation: 'rooms.create', status: 409, code: 'in-use' },
    { operation: 'rooms.update', status: 200 },
    { operation: 'rooms.update', status: 412, code: 'stale' },
  ])
})

test('a promise that no test ever saw is found, and so is an idle excuse', () => {
  const seen = operations.flatMap(promisedAnswers).slice(0, 4)
  expect(unseenAnswers(operations, seen, {}).map(({ sentence }) => sentence)).toEqual([
    'no test ever saw rooms.update answer 412 stale',
  ])
  expect(unseenAnswers(operations, seen, { 'rooms.update stale': 'a reason' })).toEqual([])
  expect(
    unseenAnswers(operations, seen, { 'rooms.update stale': 'a reason', 'rooms.create 201': 'a reason' }),
  ).toHaveLength(1)
})

test('an address leads to its operation, whatever stands for the placeholders', () => {
  expect(operationOf('GET', '/api/v1/me?x=1')).toBe('identity.me.get')
  expect(operationOf('PATCH', '/api/v1/me')).toBe('identity.me.update')
  expect(operationOf('GET', '/api/v1/organizations/harbour/patients/0190')).toBe('patients.patients.get')
  expect(operationOf('GET', '/api/v1/organizations/harbour/patients/')).toBeUndefined()
  expect(operationOf('GET', '/api/auth/token')).toBeUndefined()
})

test('what a test run got is written down where ANSWERS_FILE says, and nowhere else', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-answers-'))
  const file = path.join(folder, 'new', 'answers.jsonl')
  try {
    vi.stubEnv('ANSWERS_FILE', '')
    recordAnswer('identity.me.get', 200)
    vi.stubEnv('ANSWERS_FILE', file)
    recordCall('GET', '/api/v1/me', 401, { code: 'signed-out' })
    recordCall('GET', '/api/v1/me', 200, { code: 'a field' })
    recordCall('GET', '/health/live', 200, {})
    expect(readAnswers(readFileSync(file, 'utf8'))).toEqual([
      { operation: 'identity.me.get', status: 401, code: 'signed-out' },
      { operation: 'identity.me.get', status: 200 },
    ])
  } finally {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  }
})
