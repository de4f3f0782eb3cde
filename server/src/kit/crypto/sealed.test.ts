import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newId } from '../db/ids.ts'
import { testMaster } from '../../testing/cluster.ts'
import { newRing } from './ring.ts'
import { sealerOf } from './seal.ts'
import { json, sealed, text } from './sealed.ts'

const organizationId = newId()
const sealer = sealerOf(testMaster, organizationId, newRing(testMaster, organizationId))
const things = sealed('things', { memo: text, size: json<{ width: number; height: number }>() })
const id = newId()
const sealedThing = {
  id,
  memo_sealed: things.seal(sealer, id, 'memo', 'für Ägypten ✓'),
  size_sealed: things.seal(sealer, id, 'size', { width: 3, height: 4 }),
}
const inClear = { memo: 'für Ägypten ✓', size: { width: 3, height: 4 } }

describe('sealed columns', () => {
  test('open to what was sealed, as bytes and as PostgreSQL writes bytes inside of JSON', () => {
    expect(things.open(sealer, sealedThing)).toEqual(inClear)
    const hex = (bytes: Buffer | null) => bytes && `\\x${bytes.toString('hex')}`
    const inJson = { id, memo_sealed: hex(sealedThing.memo_sealed), size_sealed: hex(sealedThing.size_sealed) }
    expect(things.open(sealer, inJson)).toEqual(inClear)
  })

  test('what is not there is absent, and nothing is sealed as nothing', () => {
    expect(things.open(sealer, { id, memo_sealed: null })).toEqual({})
    expect(things.open(sealer, { id, memo_sealed: Buffer.alloc(0) })).toEqual({})
    for (const nothing of [null, undefined, '']) expect(things.seal(sealer, id, 'memo', nothing)).toBeNull()
  })

  test('a value opens in its own row, column and table alone', () => {
    const { memo_sealed, size_sealed } = sealedThing
    expect(() => things.open(sealer, { id: newId(), memo_sealed })).toThrow()
    expect(() => things.open(sealer, { id, memo_sealed: size_sealed })).toThrow()
    expect(() => sealed('others', { memo: text }).open(sealer, { id, memo_sealed })).toThrow()
    expect(() => things.open(sealer, { id, memo_sealed: randomBytes(60) })).toThrow()
  })

  test('what does not change keeps its bytes, whatever does is sealed anew', () => {
    expect(things.renew(sealer, sealedThing, 'size', { width: 3, height: 4 })).toBe(sealedThing.size_sealed)
    const anew = things.renew(sealer, sealedThing, 'size', { width: 3, height: 5 })
    expect(things.open(sealer, { id, size_sealed: anew })).toEqual({ size: { width: 3, height: 5 } })
    expect(things.renew(sealer, sealedThing, 'memo', null)).toBeNull()
    expect(things.renew(sealer, { id, memo_sealed: null }, 'memo', undefined)).toBeNull()
  })
})
