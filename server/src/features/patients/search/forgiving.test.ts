import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let american: TestOrganization

const people: [givenName: string, familyName: string, more?: object][] = [
  ['Văn Đức', 'Đặng'],
  ['Thị', 'Đỗ'],
  ['Goran', 'Đukić'],
  ['Jürgen', 'Müller', { birthDate: '1980-03-01' }],
  ['Saoirse', "O'Brien"],
  ['Anne-Marie', 'Al-Hassan'],
  ['مصطفى', 'علی'],
  ['Amelia', 'Adeyemi', { contact: { email: 'amelia.adeyemi.284@mail.example', phone: '+44 7700 900123' } }],
  ['Muhammad', 'Evans', { birthDate: '1999-06-24' }],
  ['Harry', 'Thompson', { contact: { phone: '(030) 456708' } }],
  ['Gwen', 'Hughes'],
  ['Karl', 'Mayer'],
  ['Steven', 'Schmitt'],
  ['Siobhan', 'Quill'],
  ['Иван', 'Ёлкин'],
]

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization({ country: 'GB' })
  american = await world.organization({ country: 'US' })
  for (const [givenName, familyName, more] of people)
    await org.owner.post('/patients', { kind: 'human', givenName, familyName, ...more })
})
afterAll(() => world?.close())

interface Hit {
  givenName: string
  matched: { by: string; text?: string }
}
const hits = async (typed: string, where = org): Promise<Hit[]> =>
  (await where.owner.get(`/patients?search=${encodeURIComponent(typed)}`)).body.items
const names = async (typed: string) => (await hits(typed)).map(({ givenName }) => givenName)

describe('every way of writing a name finds it', () => {
  test.each([
    ['dang', 'Văn Đức'],
    ['dang van duc', 'Văn Đức'],
    ['ĐẶNG', 'Văn Đức'],
    ['do thi', 'Thị'],
    ['dukic', 'Goran'],
    ['djukic', 'Goran'],
    ['mueller', 'Jürgen'],
    ['MULLER juergen', 'Jürgen'],
    ['Müller', 'Jürgen'],
    ['OBrien', 'Saoirse'],
    ['o brien', 'Saoirse'],
    ['O‘Brien', 'Saoirse'],
    ['annemarie', 'Anne-Marie'],
    ['anne marie', 'Anne-Marie'],
    ['alhassan', 'Anne-Marie'],
    ['مصطفي', 'مصطفى'],
    ['علي', 'مصطفى'],
    ['елкин', 'Иван'],
    ['Herr Müller', 'Jürgen'],
    ['mrs adeyemi', 'Amelia'],
    ['Dr. Adeyemi', 'Amelia'],
  ])('%s', async (typed, givenName) => expect(await names(typed)).toEqual([givenName]))
})

describe('what only resembles a name is found after what is so', () => {
  test.each([
    ['amela adeyemi', 'Amelia'],
    ['adeyemy', 'Amelia'],
    ['muhamad', 'Muhammad'],
    ['mohammed', 'Muhammad'],
    ['Mehmet', 'Muhammad'],
    ['محمد', 'Muhammad'],
    ['Tompson', 'Harry'],
    ['Thomson', 'Harry'],
    ['Thmopson', 'Harry'],
    ['hughs', 'Gwen'],
    ['Meier', 'Karl'],
    ['Maier', 'Karl'],
    ['Meyer', 'Karl'],
    ['Stephen Schmidt', 'Steven'],
    ['Shivaun', 'Siobhan'],
    ['Yolkin', 'Иван'],
  ])('%s', async (typed, givenName) => {
    const [first] = await hits(typed)
    expect([first?.givenName, first?.matched]).toEqual([givenName, { by: 'sound' }])
  })

  test('a whole name stands before its beginning, that before a part, then sounds and slips, on all pages', async () => {
    for (const familyName of ['Vollker', 'Xanvollmer', 'Vollmerhaus', 'Follmer', 'Vollmer'])
      await org.owner.post('/patients', { kind: 'human', givenName: familyName, familyName })
    const whole = ['Vollmer', 'Vollmerhaus', 'Xanvollmer', 'Follmer', 'Vollker']
    expect(await names('vollmer')).toEqual(whole)
    const paged: string[] = []
    let cursor = ''
    do {
      const { body } = await org.owner.get(`/patients?search=vollmer&limit=2${cursor && `&cursor=${cursor}`}`)
      paged.push(...body.items.map(({ givenName }: Hit) => givenName))
      cursor = body.nextCursor ?? ''
    } while (cursor)
    expect(paged).toEqual(whole)
  })

  test('what resembles nobody finds nobody', async () => {
    for (const typed of ['zzzzq', 'bartholomew', 'xylophone quince']) expect(await hits(typed)).toEqual([])
  })
})

describe('numbers and addresses are found by parts and shown as they are on file', () => {
  const phone = { by: 'phone', text: '+44 7700 900123' }
  test.each([
    ['23', phone],
    ['123', phone],
    ['0123', phone],
    ['7700', phone],
    ['70090', phone],
    ['07700 900123', phone],
    ['0044 7700900123', phone],
    ['+447700900123', phone],
    ['+44 77', phone],
    ['708', { by: 'phone', text: '(030) 456708' }],
    ['+49 30 456708', { by: 'phone', text: '(030) 456708' }],
    ['amelia.adeyemi.284', { by: 'email', text: 'amelia.adeyemi.284@mail.example' }],
    ['amelia.ade', { by: 'name' }],
    ['AMELIA.adeyemi.284@mail.example', { by: 'email', text: 'amelia.adeyemi.284@mail.example' }],
    ['amelia.adeyemi.284@ma', { by: 'email', text: 'amelia.adeyemi.284@mail.example' }],
  ])('%s', async (typed, matched) => expect((await hits(typed)).map((hit) => hit.matched)).toEqual([matched]))

  test.each(['+33 7700 900123', '900124', '9001235', '70099', 'amelia.adeyemi.285'])('%s is nobody’s', async (typed) =>
    expect(await hits(typed)).toEqual([]),
  )

  test('an address in letters of its own is found in them and as it travels, whole, begun and by its domain', async () => {
    const email = 'jens@müller-praxis.example'
    await org.owner.post('/patients', { kind: 'human', givenName: 'Jens', contact: { email } })
    for (const typed of [
      email,
      'JENS@MÜLLER-Praxis.example',
      'jens@xn--mller-praxis-dlb.example',
      'jens@mül',
      'jens@xn--ml',
      'müller-praxis.example',
      '@müller-praxis.example',
      'xn--mller-praxis-dlb.example',
    ])
      expect([typed, (await hits(typed)).map(({ givenName, matched }) => [givenName, matched.by])]).toEqual([
        typed,
        [['Jens', 'email']],
      ])
    expect(await hits('praxis.example')).toEqual([])
  })

  test('a guardian is found by name with forgiveness, by any digits of a phone and by the beginning of an address', async () => {
    await org.owner.post('/guardians', {
      name: 'Declan Hughes-Walsh',
      contact: { phone: '+49 30 998877', email: 'walsh@home.example' },
    })
    for (const typed of ['998877', '8877', '77', '988', 'walsh@', 'Hughs', 'declan wals', 'Deklan'])
      expect([
        typed,
        (await org.owner.get(`/guardians?search=${encodeURIComponent(typed)}`)).body.items[0]?.name,
      ]).toEqual([typed, 'Declan Hughes-Walsh'])
    expect((await org.owner.get('/guardians?search=8877')).body.items[0].matched).toEqual({
      by: 'phone',
      text: '+49 30 998877',
    })
  })
})

describe('dates are read as the country and as people write them', () => {
  test.each([
    '24061999',
    '24/06/1999',
    '24.6.99',
    '24 jun 1999',
    'June 24, 1999',
    '24. Juni 1999',
    '٢٤ يونيو ١٩٩٩',
    '1999',
    'Muhammad 1999',
    '1999-06-24 evans',
    'Jun 1999',
    '06/1999',
    '1999-06',
    'evans Juni 1999',
    'يونيو ١٩٩٩',
  ])('%s', async (typed) => {
    expect((await hits(typed)).map(({ givenName, matched }) => [givenName, matched])).toEqual([
      ['Muhammad', { by: 'birthDate', text: '1999-06-24' }],
    ])
  })

  test('a year or a month finds whoever was born in it, behind names and numbers', async () => {
    for (const [givenName, more] of [
      ['Abel', { birthDate: '1962-05-31' }],
      ['Bea', { birthDate: '1962' }],
      ['Cora', { contact: { phone: '+44 7719 6200' } }],
      ['May', { contact: { phone: '+44 7700 801962' } }],
      ['Maynard', { birthDate: '1962-11-02' }],
    ] as const)
      await org.owner.post('/patients', { kind: 'human', givenName, ...more })
    expect(await names('1962')).toEqual(['May', 'Cora', 'Abel', 'Bea', 'Maynard'])
    expect(await names('may 1962')).toEqual(['May', 'Abel', 'Maynard'])
    expect(await names('5/1962')).toEqual(['Abel'])
    expect(await names('Mai 1962')).toEqual(['Abel'])
  })

  test('03/01/1980 is the first of March in the United States, and the third of January in Britain', async () => {
    for (const where of [org, american])
      for (const [givenName, birthDate] of [
        ['March', '1980-03-01'],
        ['January', '1980-01-03'],
      ])
        await where.owner.post('/patients', { kind: 'human', givenName, birthDate })
    expect((await hits('03/01/1980', american)).map(({ givenName }) => givenName)).toEqual(['March'])
    expect(await names('03/01/1980')).toEqual(['January'])
  })
})
