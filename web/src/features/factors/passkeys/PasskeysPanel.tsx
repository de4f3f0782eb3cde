import { useState } from 'react'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Fingerprint, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Passkey } from '@polyclinic/contract/factors/factors.ts'
import { api } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { NameDialog, deviceName, sessionsQuery } from '../../identity/public.ts'
import { factorsQuery, useFactorChange, useRefreshFactors } from '../factors/queries.ts'
import { hasPasskeys, makePasskey } from './passkeys.ts'

/** Passkeys: in by finger, face or device, and a second factor in themselves. */
export function PasskeysPanel() {
  const { t } = useTranslation('factors')
  const { passkeys } = useSuspenseQuery(usePrefetched(factorsQuery())).data
  const client = useQueryClient()
  const refresh = useRefreshFactors()
  const [named, setNamed] = useState<Passkey>()
  const add = useFactorChange(async () => {
    const made = await makePasskey(() => api.factors.passkeys.options({}))
    // A name to begin with, which can be changed in the list: the device that it was made on.
    const { items } = await client.ensureQueryData(sessionsQuery())
    const name = deviceName(items.find(({ isCurrent }) => isCurrent)?.name ?? t('passkey.one'))
    await api.factors.passkeys.add({ body: { ...made, name } })
  }, t('passkey.added'))
  return (
    <Section title={t('passkey.title')} description={t('passkey.text')}>
      {passkeys.length > 0 && (
        <Rows>
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} onRename={() => setNamed(passkey)} />
          ))}
        </Rows>
      )}
      {hasPasskeys() && (
        <Button
          size="small"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onPress={() => add.mutate()}
          isPending={add.isPending}
          className={passkeys.length > 0 ? 'mt-3' : ''}
        >
          {t('passkey.add')}
        </Button>
      )}
      {named && (
        <NameDialog
          title={t('passkey.rename')}
          name={named.name}
          save={async (name) => {
            await api.factors.passkeys.rename({ params: { id: named.id }, body: { name } })
            await refresh()
          }}
          onClose={() => setNamed(undefined)}
        />
      )}
    </Section>
  )
}

function PasskeyRow({ passkey: { id, name, createdAt, lastUsedAt, isSynced }, onRename }: RowProps) {
  const { t } = useTranslation('factors')
  const { date } = useFormat()
  const zone = Temporal.Now.timeZoneId()
  const remove = useFactorChange(() => api.factors.passkeys.remove({ params: { id } }), t('passkey.removed'))
  const ask = async () => {
    const isSure = await confirm({
      title: t('passkey.removeTitle', { name }),
      text: t('passkey.removeText'),
      confirmLabel: t('kit:action.remove'),
      isDangerous: true,
    })
    if (isSure) remove.mutate()
  }
  const since = t('factor.since', { date: date(createdAt, zone) })
  return (
    <Row
      icon={<Fingerprint aria-hidden="true" />}
      title={name}
      badges={isSynced && <Badge>{t('passkey.synced')}</Badge>}
      text={lastUsedAt ? `${since} · ${t('factor.used', { date: date(lastUsedAt, zone) })}` : since}
    >
      <Button size="small" onPress={onRename} aria-label={t('factor.renameOf', { name })}>
        {t('factor.rename')}
      </Button>
      <Button
        size="small"

        onPress={() => void ask()}
        isPending={remove.isPending}
        aria-label={t('factor.removeOf', { name })}
      >
        {t('kit:action.remove')}
      </Button>
    </Row>
  )
}

type RowProps = { passkey: Passkey; onRename: () => void }
