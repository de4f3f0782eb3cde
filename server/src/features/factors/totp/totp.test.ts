import { expect, test } from 'vitest'
import { masterKeyFrom } from '../../../kit/crypto/master-key.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'
import { codeOf, fromBase32, keyUri, stepAt, stepsOf, toBase32 } from './rules.ts'

/** RFC 6238, appendix B: the seed of its vectors. */
const secret = Buffer.from('12345678901234567890')

test('codes are those of RFC 6238, appendix B', () => {
  const vectors: [number, string][] = [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ]
  // the vectors have eight digits, of which ours are the last six
  for (const [seconds, code] of vectors) expect(codeOf(secret, stepAt(seconds))).toBe(code.slice(2))
})

test('a code passes one step before and after its own, no further', () => {
  const at = 1_111_111_111
  const code = codeOf(secret, stepAt(at))
  for (const seconds of [at - 30, at, at + 30]) expect(stepsOf(secret, code, seconds)).toEqual([stepAt(at)])
  for (const seconds of [at - 60, at + 60, at + 3600]) expect(stepsOf(secret, code, seconds)).toEqual([])
  for (const other of ['', '1', '12345', '1234567', 'abcdef']) expect(stepsOf(secret, other, at)).toEqual([])
})

test('a secret survives base 32 (RFC 4648 §10)', () => {
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
  expect(toBase32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(fromBase32(toBase32(secret))).toEqual(secret)
})

test('an authenticator app reads whose it is', () => {
  expect(keyUri('Polyclinic', 'ada lovelace@example.test', 'MZXW6YTB')).toBe(
    'otpauth://totp/Polyclinic:ada%20lovelace%40example.test?secret=MZXW6YTB&issuer=Polyclinic&algorithm=SHA1&digits=6&period=30',
  )
})

test('recovery codes are ten, all different, and found however they are typed', () => {
  const master = masterKeyFrom(Buffer.alloc(32, 7))
  const codes = newRecoveryCodes()
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  const [code = ''] = codes
  const hash = (typed: string, account = 'a') => recoveryCodeHash(master, account, typed).toString('hex')
  for (const typed of [code.toLowerCase(), code.replace('-', ''), code.replace('-', ' ')])
    expect(hash(typed)).toBe(hash(code))
  expect(hash(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(hash(code))
  expect(hash(code, 'b')).not.toBe(hash(code))
})
