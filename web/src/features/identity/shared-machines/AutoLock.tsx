import { useEffect, useEffectEvent, useState } from 'react'
import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { untouchedFor } from '../../../kit/api/presence.ts'
import { useMe } from '../../../kit/session/session.tsx'
import { useShortcut } from '../../../kit/screen/shortcuts.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useLock } from './lock.ts'

export const lockKeys = 'ctrl+alt+l'
const warnedFor = 20

/** Locks by key, and on a shared machine by itself after minutes without a touch; mounted once in a signed-in frame. */
export function AutoLock() {
  const { lockAfterMinutes } = useMe()
  const lock = useLock()
  useShortcut(lockKeys, () => void lock())
  const left = useSecondsLeft(lockAfterMinutes, () => void lock())
  return left === undefined ? null : <LockWarning seconds={left} />
}

/** Seconds until the screen locks, once they are few; any touch makes them many again. */
function useSecondsLeft(minutes: number | undefined, onEnd: () => void): number | undefined {
  const [left, setLeft] = useState<number>()
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    if (minutes === undefined) return
    const look = () => {
      const seconds = Math.ceil(minutes * 60 - untouchedFor() / 1000)
      setLeft(seconds <= warnedFor ? Math.max(seconds, 0) : undefined)
      if (seconds > 0) return
      clearInterval(timer)
      end()
    }
    const timer = setInterval(look, 1000)
    // A machine that slept is locked before it shows anything.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      setLeft(undefined)
    }
  }, [minutes])
  return left
}

function LockWarning({ seconds }: { seconds: number }) {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  return (
    <div
      role="status"
      className="rise-motion fixed inset-x-4 bottom-4 z-50 mx-auto flex w-fit max-w-sm items-center gap-3 rounded-xl bg-raised px-4 py-3 text-ink shadow-overlay"
    >
      <Lock aria-hidden="true" className="size-5 shrink-0 text-warn-ink" />
      <span className="min-w-0">
        <span className="block font-semibold">{t('lock.soon')}</span>
        <span className="block text-13 text-muted">{t('lock.stay')}</span>
      </span>
      <span aria-hidden="true" className="ms-2 min-w-8 text-end text-20 font-semibold tabular-nums">
        {number(seconds)}
      </span>
    </div>
  )
}
