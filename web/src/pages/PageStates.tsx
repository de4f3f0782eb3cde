import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link2Off, ServerCrash } from 'lucide-react'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { PagePending } from '../kit/screen/Pending.tsx'
import { loadTexts } from '../kit/texts/i18n.ts'
import { problemOf, useProblemText } from '../kit/api/problem.ts'
import { Button } from '../ui/buttons/Button.tsx'
import { EmptyState } from '../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../ui/buttons/Link.tsx'
import { paths } from '../paths.ts'

/** The same where no frame is around it. */
export const RootPending = () => (
  <main className="flex min-h-dvh">
    <h1 className="sr-only">Polyclinic</h1>
    <PagePending />
  </main>
)

export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('kit')
  const text = useProblemText()
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const problem = problemOf(error)
  if (problem.code === 'not-found') return <PageMissing />
  // A new version of the app has replaced the file that this page needs.
  const isOldVersion = navigator.onLine && /dynamically imported module|module script/i.test(String(error))
  const retry = () => {
    if (isOldVersion) return location.reload()
    queries.reset()
    reset()
    void router.invalidate()
  }
  return (
    <div className="flex flex-1 items-center justify-center p-6">
      <h1 className="sr-only">Polyclinic</h1>
      <EmptyState
        icon={<ServerCrash aria-hidden="true" />}
        title={t('error.title')}
        text={
          <>
            {isOldVersion ? t('error.newVersion') : text(error)}
            {problem.requestId && (
              <span className="mt-2 block text-13 text-muted">{t('error.number', { id: problem.requestId })}</span>
            )}
          </>
        }
        action={
          <Button variant="primary" onPress={retry}>
            {t(isOldVersion ? 'action.reload' : 'action.retry')}
          </Button>
        }
      />
    </div>
  )
}

export function PageMissing() {
  const { t } = useTranslation('kit')
  return (
    <div className="flex flex-1 items-center justify-center p-6">
      <h1 className="sr-only">Polyclinic</h1>
      <EmptyState
        icon={<Link2Off aria-hidden="true" />}
        title={t('missing.title')}
        text={t('problem.not-found')}
        action={<ButtonLink href={paths.home()}>{t('missing.home')}</ButtonLink>}
      />
    </div>
  )
}

/** An organization's rule that came while one was on the way in; its code comes when it is met. */
const SecondFactorPage = lazy(async () => {
  const [page] = await Promise.all([import('./staff/frame/SecondFactorPage.tsx'), loadTexts('factors', 'identity')])
  return { default: page.SecondFactorPage }
})

/** The same two where no frame is around them. */
export function RootError(props: ErrorComponentProps) {
  if (problemOf(props.error).code === 'second-factor-needed') {
    return (
      <Suspense>
        <SecondFactorPage />
      </Suspense>
    )
  }
  return (
    <main className="flex min-h-dvh">
      <PageError {...props} />
    </main>
  )
}

export const RootMissing = () => (
  <main className="flex min-h-dvh">
    <PageMissing />
  </main>
)
