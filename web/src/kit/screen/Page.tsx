import { Suspense, type ReactNode } from 'react'
import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../session/session.tsx'
import { EmptyState } from '../../ui/lists/EmptyState.tsx'
import { TablePending } from './Pending.tsx'

/** The page in the middle and, beside it, the panel that its address names. */
export function Page({ title, panel, children }: { title: string; panel?: ReactNode; children: ReactNode }) {
  const { name } = useOrganization()
  return (
    <>
      <title>{`${title} · ${name}`}</title>
      <div className="flex min-h-0 min-w-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col overflow-auto">
          <Suspense fallback={<TablePending />}>{children}</Suspense>
        </div>
        {panel && <Suspense>{panel}</Suspense>}
      </div>
    </>
  )
}

export function NoAccess() {
  const { t } = useTranslation('kit')
  return (
    <div className="flex flex-1 items-center justify-center p-6">
      <h1 className="sr-only">{t('missing.noAccess')}</h1>
      <EmptyState icon={<Lock aria-hidden="true" />} title={t('missing.noAccess')} text={t('problem.not-allowed')} />
    </div>
  )
}
