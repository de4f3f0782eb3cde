import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { I18nProvider, RouterProvider as AriaRouterProvider } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ConfirmHost } from './kit/confirm.tsx'
import { useLanguage } from './kit/i18n.ts'
import { ToastRegion } from './ui/Toast.tsx'

/** Everything that is mounted once: texts, answers, addresses, notices, questions. */
export function App({ router, client }: { router: AnyRouter; client: QueryClient }) {
  const { locale } = useLanguage()
  const { t } = useTranslation('kit')
  return (
    <I18nProvider locale={locale}>
      <AriaRouterProvider navigate={(href) => router.history.push(href)}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <ConfirmHost />
          <ToastRegion label={t('state.notifications')} closeLabel={t('action.close')} />
        </QueryClientProvider>
      </AriaRouterProvider>
    </I18nProvider>
  )
}
