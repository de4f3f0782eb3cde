import { expect, test } from 'vitest'
import { gathered } from './gathered.ts'

const askedOf = () => {
  const asked: string[][] = []
  const one = gathered((keys) => {
    asked.push(keys)
    return Promise.resolve(new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()])))
  }, 3)
  return { asked, one }
}

test('what is asked for together is one question, each thing once, and who has nothing gets nothing', async () => {
  const { asked, one } = askedOf()
  expect(await Promise.all(['a', 'b', 'a', 'none'].map(one))).toEqual(['A', 'B', 'A', undefined])
  expect(asked).toEqual([['a', 'b', 'none']])
  expect(await one('a')).toBe('A')
  expect(asked).toHaveLength(2)
})

test('no question is longer than it may be, and nothing that was asked is lost', async () => {
  const { asked, one } = askedOf()
  expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(one))).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(asked).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ])
})

test('a question that fails fails for everybody who asked it, and for nobody after', async () => {
  let isDown = true
  const one = gathered((keys) => {
    if (isDown) return Promise.reject(new Error('away'))
    return Promise.resolve(new Map(keys.map((key) => [key, 1])))
  })
  const both = await Promise.allSettled([one('a'), one('b')])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isDown = false
  expect(await one('a')).toBe(1)
})
