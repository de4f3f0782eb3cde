import { expect, test } from 'vitest'
import { z } from 'zod'
import './feature.ts'
import { operation } from '../kit/operation.ts'

const output = z.object({})
const below = { method: 'GET', path: '/organizations/{organization}/things', summary: 'Things', output } as const

test.each(['public', 'account'] as const)('below an organization, nothing can be declared as %s', (permission) => {
  // @ts-expect-error -- what the compiler refuses is what is tested
  expect(() => operation({ ...below, permission })).toThrow(`below an organization nothing is ${permission}`)
})

test('a link can be asked only for what links open', () => {
  expect(operation({ ...below, permission: 'linked:appointments' })['~orpc'].meta.permission).toBe(
    'linked:appointments',
  )
  // @ts-expect-error -- there is no such thing to open
  operation({ ...below, permission: 'linked:everything' })
})

test('where no organization is named, nobody is a visitor or linked', () => {
  // @ts-expect-error -- a visitor of what
  operation({ ...below, path: '/things', permission: 'visitor' })
})
