import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { paths } from '../../../paths.ts'

type Access = NonNullable<Patient['emergencyAccess']>

/** Over a patient who is open because of an emergency: for how long still, and the way to end it. */
export function EmergencyBanner({ patient: { emergencyAccess: access } }: { patient: Patient }) {
  return access && <Running key={access.id} access={access} />
}

function Running({ access }: { access: Access }) {
  const { t } = useTranslation('patients')
  const { minutes: say, time } = useFormat()
  const { slug: organization, timeZone } = useOrganization()
  const client = useQueryClient()
  const go = useGo()
  const left = useMinutesLeft(access.expiresAt)
  const isOver = left <= 0
  const [wasOpen] = useState(!isOver)

  /** What was open may not be looked at any more: nothing of it stays in sight. */
  const leave = () => {
    for (const part of [q.patients, q.scheduling.appointments, q.audit])
      void client.resetQueries({ queryKey: part.key() })
  }
  const onOver = useEffectEvent(() => {
    leave()
    toast.info(t('emergency.over'))
  })
  // A clock that is ahead of the server's gets the same access once more, and must not ask without end.
  useEffect(() => {
    if (isOver && wasOpen) onOver()
  }, [isOver, wasOpen])

  // Ended on purpose, the page goes first: nothing asks once more for what is closed.
  const isLeaving = useRef(false)
  const onGone = useEffectEvent(() => {
    if (isLeaving.current) leave()
  })
  useEffect(() => () => onGone(), [])

  const end = useMutation({
    mutationFn: () => api.patients.emergencyAccesses.end({ params: { organization, id: access.id } }),
    onSuccess: () => toast.good(t('emergency.ended')),
    onError: (error) => {
      if (problemOf(error).code !== 'wrong-state') toast.problem(error)
    },
    onSettled: (_ended, error) => {
      if (error && !['wrong-state', 'not-found'].includes(problemOf(error).code)) return
      isLeaving.current = true
      go(paths.patients(organization), { replace: true })
    },
  })
  if (isOver) return null
  return (
    <Banner
      tone="bad"
      className="shrink-0 rounded-none!"
      title={t('emergency.running', { minutes: say(left) })}
      action={
        <Button size="small" isPending={end.isPending} onPress={() => end.mutate()}>
          {t('emergency.end')}
        </Button>
      }
    >
      {t('emergency.runningText', { time: time(access.expiresAt, timeZone) })}
    </Banner>
  )
}

/** Whole minutes until then, the begun one counted. */
function useMinutesLeft(until: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return Math.ceil((Date.parse(until) - now) / 60_000)
}
