import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { toastHistory } from './toast.ts'
import { useWatched } from '../screen/watched.ts'

const ToastRegion = lazy(() =>
  import('../../ui/overlays/Toast.tsx').then(({ ToastRegion }) => ({ default: ToastRegion })),
)

export function ToastHost() {
  const { t } = useTranslation('kit')
  const hasSpoken = useWatched(toastHistory.subscribe, toastHistory.hasSpoken)
  if (!hasSpoken) return null
  return (
    <Suspense>
      <ToastRegion label={t('state.notifications')} closeLabel={t('action.close')} />
    </Suspense>
  )
}
