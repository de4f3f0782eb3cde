import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { I18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { ConfirmHost } from './kit/confirm.tsx'
import { useLanguage } from './kit/i18n.ts'
import { ToastHost } from './kit/ToastHost.tsx'

/** Everything that is mounted once: texts, answers, addresses, notices, questions. */
export function App({ router, client }: { router: AnyRouter; client: QueryClient }) {
  const { locale } = useLanguage()
  return (
    <I18nProvider locale={locale}>
      <AriaRouterProvider navigate={(href) => router.history.push(href)}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <ConfirmHost />
          <ToastHost />
        </QueryClientProvider>
      </AriaRouterProvider>
    </I18nProvider>
  )
}
