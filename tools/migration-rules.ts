import path from 'node:path'
import { withFunctions, type MigrationLine } from '../server/src/kit/db/migrations.ts'
import { tiers } from './rooms.ts'
import { at, lineAt, withoutSqlComments, type Source, type Violation } from './sources.ts'

/** Today's text of a function stands in its file: nobody reads it from history. */
export function functionsInMigrations(sources: readonly Source[]): Violation[] {
  return sources.flatMap(({ path: file, text }) => {
    const [, line, name = ''] = /^server\/database\/migrations\/(control|tenant)\/(.+)\.sql$/.exec(file) ?? []
    if (!line || withFunctions[line as MigrationLine].includes(name)) return []
    return [...withoutSqlComments(text).matchAll(/\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\b/gi)].map(
      (match) =>
        at(
          file,
          lineAt(text, match.index),
          'declares a function: its text belongs into server/database/functions/<feature>/<name>.sql, which is applied ahead of this migration',
        ),
    )
  })
}

/** A function belongs to a feature or the kit, and its file says who may call it. */
export function functionFiles(sources: readonly Source[]): Violation[] {
  return sources.flatMap(({ path: file, text }) => {
    const [, folder = ''] = /^server\/database\/functions\/(.+)\.sql$/.exec(file) ?? []
    if (!folder) return []
    const feature = path.posix.dirname(folder)
    const sql = withoutSqlComments(text)
    return [
      ...(feature === 'kit' || feature in tiers
        ? []
        : [at(file, 1, `${feature} is neither a feature nor kit: functions/<feature>/<name>.sql`)]),
      ...(/\brevoke all on (?:function|procedure) \S+ from public;|\bgrant execute on \w+ \S+ to public;/.test(sql)
        ? []
        : [at(file, 1, 'says not who may call it: revoke all … from public, then grant what is needed')]),
      ...(/\bsecurity definer\b/.test(sql) && !/\bowner to \{[a-z]+\};/.test(sql)
        ? [at(file, 1, 'works with its owner’s rights and says not who that is: alter function … owner to {…}')]
        : []),
    ]
  })
}
