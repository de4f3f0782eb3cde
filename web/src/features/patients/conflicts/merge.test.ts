import { expect, test } from 'vitest'
import { mergeFields } from './merge.ts'

const base = { name: 'Amina', phone: '1', memo: '', guardians: [{ id: 'a' }] }

test('changes to different fields are both kept', () => {
  const { merged, conflicts } = mergeFields(base, { ...base, phone: '2' }, { ...base, memo: 'Calls back' })
  expect(merged).toEqual({ ...base, phone: '2', memo: 'Calls back' })
  expect(conflicts).toEqual([])
})

test('two different changes to one field are a conflict', () => {
  expect(mergeFields(base, { ...base, phone: '2' }, { ...base, phone: '3' }).conflicts).toEqual(['phone'])
})

test('the same change made twice is no conflict', () => {
  const both = { ...base, guardians: [] }
  expect(mergeFields(base, both, both).conflicts).toEqual([])
})

test('what only they changed stays theirs', () => {
  expect(mergeFields(base, base, { ...base, name: 'Amine' }).merged.name).toBe('Amine')
})
