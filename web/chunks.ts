import type { Rolldown } from 'vite'

/**
 * The files that the app is sent in: few, each whole pages with all that they need, so that no page waits for a chain of
 * requests. What several of them need stands in the first.
 */
const files: readonly (readonly [name: string, pages: RegExp])[] = [
  ['main', /\/index\.html$/],
  ['door', /\/pages\/account\/SignInPage\.tsx$/],
  ['around-the-door', /\/pages\/account\/(SignUp|SecondFactor|Verify|Forgot|Reset)Page\.tsx$/],
  ['day', /\/pages\/staff\/(frame\/(StaffFrame|OrganizationGate)|TodayPage)\.tsx$/],
  ['calendar', /\/pages\/staff\/CalendarPage\.tsx$/],
  [
    'patients',
    /\/(pages\/staff\/(PatientsPage|panels\/PatientBeside|PatientPages)|features\/patients\/panels\/\w+)\.tsx$/,
  ],
  [
    'booking',
    /\/(features\/scheduling\/panels\/panels|features\/[a-z-]+\/palette\/palette|pages\/staff\/palette\/Palette)\.tsx$/,
  ],
  ['settings', /\/(pages\/staff\/(settings|setup)\/\w+|features\/[a-z-]+\/[a-z-]+\/\w+Page)\.tsx$/],
  ['account', /\/pages\/account\/\w+\.tsx$/],
]

/** What changes with a dependency alone stays in the browser's cache when the product changes. */
const ownFile = (name: string, id: string) => (name === 'main' && id.includes('/node_modules/') ? 'vendor' : name)

/** Two files per language: the texts of the way in, which `texts/everywhere` holds together by itself, and the rest. */
const otherTexts = /\/(?:features\/(?!factors|identity)|pages\/)\w+\/locales\/(\w+)\.json$/

const textsOf = (id: string) => `texts-${otherTexts.exec(id)?.[1]}`

/** The groups of a build, from one that was not grouped: it knows which module each page truly needs. */
export function groupsOf(trial: Rolldown.RolldownOutput): Rolldown.CodeSplittingGroup[] {
  const chunks = trial.output.filter((file) => file.type === 'chunk')
  const needs = files.map(([name, pages]) => [name, modulesOf(chunks, pages)] as const)
  const fileOf = (id: string) => {
    const found = needs.find(([, modules]) => modules.has(id))
    return found && ownFile(found[0], id)
  }
  return [
    { debugName: 'texts', name: textsOf, test: otherTexts },
    {
      debugName: 'pages',
      name: (id) => fileOf(id) ?? null,
      test: (id) => !isEntry(id),
      includeDependenciesRecursively: false,
    },
  ]
}

const isEntry = (id: string) => id.endsWith('/src/main.tsx') || id.endsWith('/index.html')

function modulesOf(chunks: readonly Rolldown.OutputChunk[], pages: RegExp): Set<string> {
  const seen = new Set<string>()
  const modules = new Set<string>()
  const walk = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || seen.has(chunk.fileName)) return
    seen.add(chunk.fileName)
    for (const id of chunk.moduleIds) modules.add(id)
    for (const name of chunk.imports) walk(chunks.find(({ fileName }) => fileName === name))
  }
  for (const chunk of chunks) if (chunk.facadeModuleId && pages.test(chunk.facadeModuleId)) walk(chunk)
  return modules
}
