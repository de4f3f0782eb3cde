import { expect, test } from 'vitest'
import { isFoundIn } from './matching.ts'

test.each([
  ['Österreich', 'oesterreich'],
  ['Österreich', 'osterr'],
  ['Türkiye', 'turkiye'],
  ['Côte d’Ivoire', 'cote divoire'],
  ['Côte d’Ivoire', "d'iv"],
  ['Åland Islands', 'aaland'],
  ['Dr Đỗ Thị', 'do thi'],
  ['الإمارات العربية المتحدة', 'الامارات'],
  ['Dr. Samuel Okoye', 'okoye samuel'],
  ['Straßer', 'strasser'],
  ['Calendar', ''],
  ['Calendar', ' - '],
])('%s is found by %j', (text, typed) => expect(isFoundIn(text, typed)).toBe(true))

test.each([
  ['Österreich', 'ungarn'],
  ['Dr Okoye', 'okoye anna'],
  ['', 'a'],
])('%j is not found by %j', (text, typed) => expect(isFoundIn(text, typed)).toBe(false))
