import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  declarations,
  documentedScripts,
  lastingSettings,
  plainAddresses,
  plainRoutes,
  straySql,
  unfetched,
} from './code-rules.ts'
import { functionFiles, functionsInMigrations } from './migration-rules.ts'
import { duplicatedAddresses, operationsOf, unimplemented, wronglyDeclared } from './operation-rules.ts'
import { featureLists, featurePapers, lengths, names, nounFolders, seams, webNouns } from './place-rules.ts'
import { fullFolders, longFunctions, promisedRows, refusedWords, ringsOfNouns, sizesOf, wideSql } from './size-rules.ts'
import { at, readSources, report, root, type Violation } from './sources.ts'

export function staleLists(paths: readonly string[]): Violation[] {
  const known = new Set(paths)
  return [...Object.keys(seams), ...Object.keys(plainRoutes)]
    .filter((file) => !known.has(file))
    .map((file) => at('tools/check-structure.ts', 1, `${file} is listed as an exception but is gone`))
}

if (import.meta.main) {
  const sources = readSources(
    ['contract/src', 'server/src', 'server/database', 'web/src', 'tools', 'bench', 'e2e', 'start.mjs'],
    /\.(ts|tsx|mjs|md|css|sql)$/,
  )
  const documents = readSources(['README.md', 'docs', 'CHANGELOG.md'], /\.md$/)
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const { contract } = await import('../contract/src/contract.ts')
  const { features } = await import('../server/src/app.ts')
  const { routerOf } = await import('../server/src/kit/feature.ts')
  const operations = operationsOf(contract)
  const paths = sources.map((source) => source.path)
  // `--sizes` writes what is too large today; a list that grew is seen in the review
  if (process.argv.includes('--sizes'))
    writeFileSync(path.join(root, 'tools/known-sizes.json'), `${JSON.stringify(sizesOf(sources), undefined, 2)}\n`)
  const rules = [
    unfetched,
    featurePapers,
    names,
    lengths,
    nounFolders,
    webNouns,
    declarations,
    plainAddresses,
    straySql,
    lastingSettings,
  ]
  report('structure', [
    ...rules.flatMap((rule) => rule(sources)),
    ...[
      longFunctions,
      fullFolders,
      wideSql,
      refusedWords,
      promisedRows,
      ringsOfNouns,
      functionsInMigrations,
      functionFiles,
    ].flatMap((rule) => rule(sources)),
    ...featureLists(paths),
    ...staleLists(paths),
    ...documentedScripts(documents, Object.keys(scripts)),
    ...(documents.some(({ path: file }) => file === 'README.md') ? [] : [at('README.md', 1, 'is missing')]),
    ...wronglyDeclared(operations),
    ...duplicatedAddresses(operations),
    ...unimplemented(operations, routerOf(features)),
  ])
}
