import { expect, test } from 'vitest'
import { answerTo } from './answer.ts'

const walesa = { items: ['Wałęsa'] }
const query = { asked: 'walesa', data: walesa, error: null, isFetching: false }

test('an answer stands under the question that it belongs to', () => {
  expect(answerTo('walesa', query)).toEqual({ state: 'answered', items: ['Wałęsa'], hasMore: false })
})

test('words that were typed since are waiting for an answer of their own', () => {
  expect(answerTo('smith john', query)).toEqual({ state: 'waiting' })
  expect(answerTo('smith john', { ...query, asked: 'smith john', data: undefined, isFetching: true })).toEqual({
    state: 'waiting',
  })
})

test('a search that failed has not found nobody', () => {
  const error = new TypeError('no connection')
  expect(answerTo('walesa', { ...query, data: undefined, error })).toEqual({ state: 'failed', error })
})

test('a search that failed is waiting again while it is tried again', () => {
  expect(answerTo('walesa', { ...query, data: undefined, error: new TypeError(), isFetching: true })).toEqual({
    state: 'waiting',
  })
})

test('an answer stays while the same question is asked anew, whatever comes of it', () => {
  expect(answerTo('walesa', { ...query, error: new TypeError(), isFetching: true }).state).toBe('answered')
})

test('what is too short to be asked has no answer, not even that of before', () => {
  expect(answerTo('', { ...query, asked: '' })).toEqual({ state: 'idle' })
  expect(answerTo('wa', { ...query, asked: 'wa' }, 3)).toEqual({ state: 'idle' })
})

test('an answer says whether there is more of it', () => {
  expect(answerTo('walesa', { ...query, data: { ...walesa, nextCursor: 'on' } })).toMatchObject({ hasMore: true })
})
