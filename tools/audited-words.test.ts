import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '@polyclinic/contract/kit/language.ts'
import { createTestDatabases, type TestDatabases } from '../server/src/testing/databases.ts'

let databases: TestDatabases
beforeAll(async () => void (databases = await createTestDatabases()))
afterAll(() => databases.drop())

interface Words {
  subject: Record<string, string>
  events: { subject: Record<string, string> }
}

const wordsOf = (feature: string, language: string): Words => {
  const file = path.join(import.meta.dirname, `../web/src/features/${feature}/locales/${language}.json`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

test.each(languages)('the log has a word for whatever table it records (%s)', async (language) => {
  const { rows } = await databases.owner.query<{ schema: string; name: string }>(`
    select distinct n.nspname as schema, c.relname as name from pg_trigger t
    join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where t.tgname = 'audited' and n.nspname in ('control', 'tenant')`)
  expect(rows.length).toBeGreaterThan(20)
  const words = {
    tenant: wordsOf('audit', language).subject,
    control: wordsOf('organizations', language).events.subject,
  }
  const without = rows.filter(({ schema, name }) => !words[schema as keyof typeof words][name])
  expect(without).toEqual([])
})
