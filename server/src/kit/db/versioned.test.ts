import { expect, test } from 'vitest'
import { changeVersioned, writeVersioned } from './versioned.ts'

/** A row with a version, as a table would hold it, and what was done to it. */
function shelf(version: number | undefined) {
  const said: string[] = []
  let row = version === undefined ? undefined : { version, name: 'old' }
  return {
    said,
    overtake: () => (row = { version: 9, name: 'somebody else’s' }),
    find: async () => row && { ...row },
    write: async (before: { version: number }) => {
      if (row?.version !== before.version) return 0
      row = { version: before.version + 1, name: 'new' }
      return 1
    },
    follow: (before: { name: string }) => said.push(`it was ${before.name}`),
  }
}

test('a row is changed at the version that was seen, then what goes with it is done, then it is read again', async () => {
  for (const expectedVersion of [3, undefined]) {
    const { said, find, write, follow } = shelf(3)
    expect(await changeVersioned({ find, expectedVersion, write, follow })).toEqual({ version: 4, name: 'new' })
    expect(said).toEqual(['it was old'])
  }
})

test.each([
  ['that is not there', undefined, 3, 'not-found'],
  ['at another version than was seen', 4, 3, 'stale'],
])('a row %s is neither written nor followed', async (_which, version, expectedVersion, code) => {
  const { said, find, write, follow } = shelf(version)
  const before = await find()
  await expect(writeVersioned({ find, expectedVersion, write, follow })).rejects.toMatchObject({ code })
  expect([said, await find()]).toEqual([[], before])
})

test('whoever is overtaken between the look and the write is refused, also where no version was named', async () => {
  const { said, find, write, follow, overtake } = shelf(3)
  const late = (before: { version: number }) => {
    overtake()
    return write(before)
  }
  await expect(changeVersioned({ find, expectedVersion: undefined, write: late, follow })).rejects.toMatchObject({
    code: 'stale',
  })
  expect([said, await find()]).toEqual([[], { version: 9, name: 'somebody else’s' }])
})

test('what came of it can be read another way than the row was found', async () => {
  const { find, write } = shelf(1)
  const hours = await changeVersioned({ find, expectedVersion: 1, write, reread: async () => ['09:00'] })
  expect(hours).toEqual(['09:00'])
})
