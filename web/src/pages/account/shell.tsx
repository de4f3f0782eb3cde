import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import i18next from 'i18next'
import { renderToString } from 'react-dom/server'
import { initReactI18next } from 'react-i18next'
import { I18nProvider } from 'react-aria-components'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { waysQuery } from '../../features/factors/public.ts'
import { makeQueryClient } from '../../kit/api/query-client.ts'
import { SignInPage } from './SignInPage.tsx'

type Texts = Record<string, Record<string, unknown>>

const catalogues = import.meta.glob<Texts>(
  ['../../kit/locales/*.json', '../../features/{factors,identity}/locales/*.json'],
  {
    import: 'default',
    eager: true,
  },
)

const textsIn = (language: Language, folder: string) =>
  Object.entries(catalogues).find(([path]) => path.endsWith(`${folder}/locales/${language}.json`))?.[1] ?? {}

/** The page that most people sign in on, as it will look once the app is there: shown while its code is on the way. */
export async function signInShell(language: Language): Promise<string> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {
      [language]: Object.fromEntries(
        ['kit', 'factors', 'identity'].map((folder) => [folder, textsIn(language, folder)]),
      ),
    },
    defaultNS: 'kit',
    interpolation: { escapeValue: false },
  })
  // Browsers know passkeys; the few that do not lose one button when the app comes.
  Object.assign(globalThis, { PublicKeyCredential: class {} })
  const client = makeQueryClient(() => {})
  client.setQueryData(waysQuery().queryKey, { seats: [], providers: [] })
  const router = createRouter({
    routeTree: createRootRoute({ component: SignInPage }),
    history: createMemoryHistory({ initialEntries: ['/sign-in'] }),
  })
  await router.load()
  return renderToString(
    <I18nProvider locale={language}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>,
  )
}
