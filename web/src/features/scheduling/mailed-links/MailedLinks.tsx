import { useMutation, useQuery } from '@tanstack/react-query'
import { Link2, Link2Off } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MailedLink } from '@polyclinic/contract/scheduling/mailed-links.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useToldWords } from '../notices/use-told-words.ts'

type Props = { appointmentId: string; timeZone: string }

/** Which links to an appointment are out there, and the way to withdraw one whose mail went astray. */
export function MailedLinks({ appointmentId, timeZone }: Props) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const params = { organization, id: appointmentId }
  const { data } = useQuery(q.scheduling.mailedLinks.list.queryOptions({ input: { params } }))
  if (!data || data.items.length === 0) return null
  return (
    <section aria-label={t('links.title')}>
      <h3 className="text-14 font-semibold">{t('links.title')}</h3>
      <ul className="mt-2 flex flex-col gap-2.5">
        {data.items.map((link) => (
          <LinkLine key={link.id} link={link} appointmentId={appointmentId} timeZone={timeZone} />
        ))}
      </ul>
      {data.abilities.send.allowed && <SendAnew appointmentId={appointmentId} />}
    </section>
  )
}

function useChanged() {
  const refresh = useRefresh()
  return () => refresh(q.scheduling.mailedLinks.key(), q.scheduling.appointments.key(), q.messaging.messages.key())
}

function LinkLine({ link, appointmentId, timeZone }: Props & { link: MailedLink }) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const { dateTime, number } = useFormat()
  const changed = useChanged()
  const withdraw = useMutation({
    mutationFn: () =>
      api.scheduling.mailedLinks.withdraw({ params: { organization, id: appointmentId, linkId: link.id } }),
    onSuccess: () => toast.good(t('links.withdrawn')),
    onError: (error) => toast.problem(error),
    onSettled: changed,
  })
  const ask = async () => {
    const isSure = await confirm({
      title: t('links.withdrawTitle'),
      text: t('links.withdrawText'),
      confirmLabel: t('links.withdraw'),
      isDangerous: true,
    })
    if (isSure) withdraw.mutate()
  }
  const Icon = link.state === 'open' ? Link2 : Link2Off
  return (
    <li className="flex items-start gap-2.5">
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <div>{t(`links.state.${link.state}`, { when: dateTime(link.withdrawnAt ?? link.expiresAt, timeZone) })}</div>
        <div className="text-13 text-muted">{t('links.given', { when: dateTime(link.createdAt, timeZone) })}</div>
        <div className="text-13 text-muted">
          {link.uses > 0 ? t('links.uses', { count: link.uses, shown: number(link.uses) }) : t('links.unused')}
        </div>
      </div>
      {link.abilities.withdraw.allowed && (
        <Button size="small" variant="quiet" isPending={withdraw.isPending} onPress={() => void ask()}>
          {t('links.withdraw')}
        </Button>
      )}
    </li>
  )
}

function SendAnew({ appointmentId }: { appointmentId: string }) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const toldWords = useToldWords()
  const changed = useChanged()
  const once = useIntent()
  const send = useMutation({
    mutationFn: () => once(api.scheduling.mailedLinks.send, { params: { organization, id: appointmentId } }),
    onSuccess: ({ told }) => toast.good(toldWords(told)),
    onError: (error) => toast.problem(error),
    onSettled: changed,
  })
  return (
    <div className="mt-3 flex flex-col items-start gap-1.5">
      <Button size="small" isPending={send.isPending} onPress={() => send.mutate()}>
        {t('links.send')}
      </Button>
      <p className="text-13 text-muted">{t('links.sendText')}</p>
    </div>
  )
}
