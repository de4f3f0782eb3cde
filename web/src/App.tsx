import { lazy } from 'react'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { I18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { ConfirmHost } from './kit/notices/confirm.tsx'
import { OtherTabs } from './features/identity/public.ts'
import { features } from './app.ts'
import { FeaturesContext } from './kit/screen/feature.ts'
import { loadTexts, useLanguage } from './kit/texts/i18n.ts'
import { isFoundIn } from './kit/search/matching.ts'
import { StepUpHost } from './kit/api/step-up.tsx'
import { ToastHost } from './kit/notices/ToastHost.tsx'
import { MatchContext } from './ui/choices/matching.ts'

/** Its code comes with the first question, which most days never ask. */
const ProofDialog = lazy(async () => {
  const [{ ProofDialog: dialog }] = await Promise.all([
    import('./features/factors/factors/ProofDialog.tsx'),
    loadTexts('factors', 'identity'),
  ])
  return { default: dialog }
})

export function App({ router, client }: { router: AnyRouter; client: QueryClient }) {
  const { locale } = useLanguage()
  return (
    <I18nProvider locale={locale}>
      <AriaRouterProvider navigate={(href) => router.history.push(href)}>
        <QueryClientProvider client={client}>
          <MatchContext value={isFoundIn}>
            <FeaturesContext value={features}>
              <RouterProvider router={router} />
            </FeaturesContext>
          </MatchContext>
          <OtherTabs />
          <ConfirmHost />
          <StepUpHost dialog={ProofDialog} />
          <ToastHost />
        </QueryClientProvider>
      </AriaRouterProvider>
    </I18nProvider>
  )
}
