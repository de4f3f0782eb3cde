import { useTranslation } from 'react-i18next'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { useWatched } from '../../../kit/screen/watched.ts'

const subscribe = (listener: () => void) => {
  const events = ['online', 'offline']
  for (const event of events) addEventListener(event, listener)
  return () => {
    for (const event of events) removeEventListener(event, listener)
  }
}

export function OfflineBanner() {
  const { t } = useTranslation('kit')
  const isOnline = useWatched(subscribe, () => navigator.onLine)
  if (isOnline) return null
  return (
    <Banner tone="warn" isAnnounced className="rounded-none!">
      {t('state.offline')}
    </Banner>
  )
}
