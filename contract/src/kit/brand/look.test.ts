import { expect, test } from 'vitest'
import { initialsOf, lookAt } from './shown.ts'
import { look } from './look.ts'

const codesOf = (value: unknown) => {
  const { error } = look.safeParse(value)
  return error?.issues.map((issue) => [issue.path.join('.'), (issue as { params?: { code?: string } }).params?.code])
}

test.each([
  [{ accent: 'red;}body{display:none' }, [['accent', 'colour']]],
  [{ accent: 'expression(x)' }, [['accent', 'colour']]],
  [{ accent: 'url(//a.example)' }, [['accent', 'colour']]],
  [{ accent: '#ffd400' }, [['accent', 'contrast']]],
  [{ type: 'https://fonts.example/evil.woff2' }, [['type', undefined]]],
  [{ type: 'Comic Sans' }, [['type', undefined]]],
  [{ senderName: 'pay@bank.example' }, [['senderName', 'sender-name']]],
  [{ letterhead: Array.from({ length: 7 }, () => 'line').join('\n') }, [['letterhead', 'too-many-lines']]],
  [{ letterhead: 'x'.repeat(81) }, [['letterhead', 'long-line']]],
  [{ footer: 'x'.repeat(121) }, [['footer', 'long-line']]],
  [{ css: 'body{}' }, [['', undefined]]],
])('%j is refused at its field', (value, found) => expect(codesOf(value)).toEqual(found))

test('what is kept is written in one way', () => {
  expect(look.parse({ accent: '0F6E84', senderName: '  Riverside ', letterhead: ' a\r\nb ' })).toEqual({
    accent: '#0f6e84',
    senderName: 'Riverside',
    letterhead: 'a\nb',
  })
})

test('a clinic shows what is its own, and of the organization the rest', () => {
  const brand = { own: { accent: '#0f6e84', footer: 'all' }, clinics: { a: { footer: 'here' } } } as const
  expect(lookAt(brand, 'a')).toEqual({ accent: '#0f6e84', footer: 'here' })
  expect(lookAt(brand, 'b')).toEqual(brand.own)
  expect(lookAt(brand)).toEqual(brand.own)
})

test.each([
  ['Riverside', 'R'],
  ['Northgate Physio', 'NP'],
  ['“Die” Praxis am Tor', 'DP'],
  ['عيادة النور', 'عا'],
  ['王小明', '王'],
])('%s is shortened to %s', (name, initials) => expect(initialsOf(name)).toBe(initials))
