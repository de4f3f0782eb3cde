import { useMemo, useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Bot, Laptop, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '@polyclinic/contract/identity/sessions.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { useStillRows } from '../../../kit/lists/still-rows.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { deviceName } from './device-name.ts'
import { NameDialog } from './NameDialog.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { sessionsQuery } from './queries.ts'
import { useChange } from '../accounts/use-change.ts'
import { useSignOut } from '../accounts/use-sign-out.ts'

const nameOf = ({ name, hasOwnName }: Session) => (hasOwnName ? name : deviceName(name))

export function SessionsPanel() {
  const { t } = useTranslation('identity')
  const { items } = useSuspenseQuery(usePrefetched(sessionsQuery())).data
  const [named, setNamed] = useState<Session>()
  const sessions = useMemo(() => items.toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent)), [items])
  const { rows, area } = useStillRows(sessions)
  return (
    <Section title={t('devices.title')} description={t('devices.text')} actions={sessions.length > 1 && <EndOthers />}>
      <Rows area={area}>
        {rows.map(({ item: session, isGone }) => (
          <SessionRow key={session.id} session={session} isGone={isGone} onRename={() => setNamed(session)} />
        ))}
      </Rows>
      {named && (
        <NameDialog
          title={t('devices.rename')}
          name={nameOf(named)}
          save={(name) => api.identity.sessions.rename({ params: { id: named.id }, body: { name } })}
          onClose={() => setNamed(undefined)}
        />
      )}
    </Section>
  )
}

type SessionRowProps = {
  session: Session
  /** It is signed out already and stands here until nobody is at work in the list. */
  isGone: boolean
  onRename?: () => void
}

/** One device or program; one's own is left by signing out. */
export function SessionRow({ session, isGone, onRename }: SessionRowProps) {
  const { t } = useTranslation('identity')
  const { dateTime } = useFormat()
  const signOut = useSignOut()
  const { id, address, isCurrent, isLocked, hasSecondFactor, lastActiveAt, method } = session
  const name = nameOf(session)
  const end = useChange(() => api.identity.sessions.end({ params: { id } }), t('devices.endedOne', { name }))
  const Icon = method === 'token' ? Bot : /iPhone|Android/.test(session.name) ? Smartphone : Laptop
  const facts = [
    t(`devices.method.${method}`),
    isCurrent ? undefined : t('devices.active', { at: dateTime(lastActiveAt, Temporal.Now.timeZoneId()) }),
  ].filter((fact) => fact !== undefined)
  return (
    <Row
      icon={<Icon aria-hidden="true" />}
      title={name}
      badges={
        <>
          {isCurrent && <Badge tone="accent">{t('devices.this')}</Badge>}
          {isLocked && <Badge>{t('devices.locked')}</Badge>}
          {hasSecondFactor && <Badge tone="good">{t('devices.factor')}</Badge>}
        </>
      }
      text={
        <>
          {factLine(facts)}
          {address && (
            <>
              {' · '}
              <bdi>{address}</bdi>
            </>
          )}
        </>
      }
    >
      {onRename && !isGone && (
        <Button size="small" onPress={onRename} aria-label={t('devices.renameOf', { name })}>
          {t('devices.renameAction')}
        </Button>
      )}
      {isGone ? (
        <span className="flex min-h-8 items-center text-13 text-muted">{t('devices.gone')}</span>
      ) : (
        <Button
          size="small"
          onPress={() => (isCurrent ? void signOut() : end.mutate())}
          isPending={end.isPending}
          aria-label={t('devices.endOf', { name })}
        >
          {t('menu.signOut')}
        </Button>
      )}
    </Row>
  )
}

function EndOthers() {
  const { t } = useTranslation('identity')
  const end = useChange(() => api.identity.sessions.endOthers({}), t('devices.othersEnded'))
  const ask = async () => {
    const isSure = await confirm({
      title: t('devices.endOthersTitle'),
      text: t('devices.endOthersText'),
      confirmLabel: t('devices.endOthers'),
      isDangerous: true,
    })
    if (isSure) end.mutate()
  }
  return (
    <Button size="small" onPress={() => void ask()} isPending={end.isPending}>
      {t('devices.endOthers')}
    </Button>
  )
}
