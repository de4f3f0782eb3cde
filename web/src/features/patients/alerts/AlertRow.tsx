import { Ellipsis, OctagonAlert, Pencil, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '@polyclinic/contract/patients/alerts.ts'
import { api, ifMatch, newKey } from '../../../kit/api/api.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { useWarningsRefresh } from '../warnings/use-warnings-refresh.ts'

type Props = { alert: Alert; onEdit: () => void }

export function AlertRow({ alert, onEdit }: Props) {
  const { t } = useTranslation('patients')
  const { timeZone } = useOrganization()
  const { date } = useFormat()
  const { ended, until, from, kind, text, isShown, recordedBy, recordedAt } = alert
  const Icon = alert.priority === 'high' ? OctagonAlert : TriangleAlert
  const ink = !isShown ? 'text-muted' : alert.priority === 'high' ? 'text-bad-ink' : 'text-warn-ink'
  const isAhead = !isShown && !ended && !(until && until < recordedAt.slice(0, 10))
  const about = factLine([
    t(`alert.kinds.${kind}`),
    isAhead && t('alert.fromDay', { date: date(from) }),
    until && t('alert.untilDay', { date: date(until) }),
    ended && t('alert.endedOn', { date: date(ended.at, timeZone), name: ended.by.name ?? '' }),
  ])
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden="true" className={cx('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1">
        <p
          dir="auto"
          className={cx('text-parent break-words whitespace-pre-line', isShown ? 'font-semibold' : 'text-muted')}
        >
          {text}
        </p>
        <p className="text-13 text-muted">{about}</p>
        <p className="text-12 text-muted">
          {t('allergy.recorded', { date: date(recordedAt, timeZone), name: recordedBy.name ?? '' })}
        </p>
      </div>
      {alert.abilities.update.allowed && <AlertMenu alert={alert} onEdit={onEdit} />}
    </li>
  )
}

function AlertMenu({ alert, onEdit }: Props) {
  const { t } = useTranslation('patients')
  const { slug: organization } = useOrganization()
  const refresh = useWarningsRefresh()
  const end = async () => {
    try {
      await api.patients.alerts.end({
        params: { organization, id: alert.id },
        headers: { ...ifMatch(alert.version), 'idempotency-key': newKey() },
      })
      toast.good(t('alert.ended'))
    } catch (error) {
      toast.problem(error)
    }
    await refresh()
  }
  return (
    <Menu
      label={t('alert.actionsOf', { text: alert.text })}
      placement="bottom end"
      trigger={
        <IconButton
          size="small"
          label={t('alert.actionsOf', { text: alert.text })}
          icon={<Ellipsis aria-hidden="true" className="size-4" />}
        />
      }
    >
      <MenuItem label={t('kit:action.edit')} icon={<Pencil aria-hidden="true" />} onAction={onEdit} />
      <MenuItem label={t('alert.end')} onAction={() => void end()} />
    </Menu>
  )
}
