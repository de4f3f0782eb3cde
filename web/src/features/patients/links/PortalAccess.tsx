import { lazy, Suspense, useState } from 'react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, SlidersHorizontal, Unlink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Link } from '@polyclinic/contract/patients/links.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { FeatureOffNotice } from '../../../kit/screen/FeatureOff.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { InviteToPortal } from './InviteToPortal.tsx'
import { useWords } from '../words.ts'

const LinkDialog = lazy(() => import('./LinkDialog.tsx').then((module) => ({ default: module.LinkDialog })))

export function PortalAccess({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { slug: organization, can, isOn } = useOrganization()
  const [edited, setEdited] = useState<Link | null>(null)
  const params = { organization, id: patient.id }
  const links = useQuery(q.patients.links.list.queryOptions({ input: { params } }))
  const mayInvite = can('patients.write') && isOn('patient-accounts')
  return (
    <Card title={words('portal.title')} actions={mayInvite && <InviteToPortal patient={patient} />}>
      {can('patients.write') && <FeatureOffNotice feature="patient-accounts" />}
      {links.isPending && (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton lines={2} />
        </SkeletonRegion>
      )}
      {links.isError && (
        <div className="flex flex-col items-start gap-2">
          <p className="text-muted">{problemText(links.error)}</p>
          <Button size="small" onPress={() => void links.refetch()}>
            {t('kit:action.retry')}
          </Button>
        </div>
      )}
      {links.data?.items.length === 0 && <p className="text-muted">{words('portal.none')}</p>}
      {links.data && links.data.items.length > 0 && (
        <ul aria-label={words('portal.title')} className="flex flex-col gap-4">
          {links.data.items.map((link) => (
            <LinkRow key={link.accountId} link={link} patient={patient} onEdit={() => setEdited(link)} />
          ))}
        </ul>
      )}
      {edited && (
        <Suspense>
          <LinkDialog link={edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </Card>
  )
}

function LinkRow({ link, patient, onEdit }: { link: Link; patient: Patient; onEdit: () => void }) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { list, date } = useFormat()
  const { timeZone, can } = useOrganization()
  const opens = link.permissions.map((one) => t(`portal.permission.${one}`))
  return (
    <li className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="text-parent font-semibold break-words">
          {link.name}
        </p>
        <p className="text-13 text-muted">
          {link.relation === 'self' ? t('portal.self') : words('guardian')} ·{' '}
          {t('portal.since', { date: date(link.since, timeZone) })}
        </p>
        <LinkLimits link={link} />
        <p className="text-13">{opens.length > 0 ? list(opens) : t('portal.opensNothing')}</p>
      </div>
      {can('patients.write') && <LinkMenu link={link} onEdit={onEdit} />}
    </li>
  )
}

/** Whether it opens anything now, and until when. */
function LinkLimits({ link: { state, expiresAt, blocked } }: { link: Link }) {
  const { t } = useTranslation('patients')
  const { date } = useFormat()
  const { timeZone } = useOrganization()
  const until = expiresAt && { date: date(expiresAt, timeZone) }
  return (
    <>
      {blocked && (
        <p className="my-1 flex flex-wrap items-center gap-2 text-13">
          <Badge tone="warn">{t('portal.state.blocked')}</Badge>
          {t('portal.blockedSince', { date: date(blocked.at, timeZone), reason: t(`portal.why.${blocked.reason}`) })}
        </p>
      )}
      {until && (
        <p className="my-1 flex flex-wrap items-center gap-2 text-13">
          {state === 'expired' && <Badge>{t('portal.state.expired')}</Badge>}
          {t(state === 'expired' ? 'portal.wasUntil' : 'portal.untilDay', until)}
        </p>
      )}
    </>
  )
}

function LinkMenu({ link, onEdit }: { link: Link; onEdit: () => void }) {
  const { t } = useTranslation('patients')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const { name, patientId, accountId, version } = link
  const end = useMutation({
    mutationFn: () =>
      api.patients.links.end({ params: { organization, id: patientId, accountId }, headers: ifMatch(version) }),
    onSuccess: () => toast.good(t('portal.ended', { name })),
    onError: (error) => toast.problem(error),
    onSettled: () => client.invalidateQueries({ queryKey: q.patients.links.key() }),
  })
  const ask = async () => {
    const isSure = await confirm({
      title: t('portal.endTitle', { name }),
      text: t('portal.endText'),
      confirmLabel: t('portal.end'),
      isDangerous: true,
    })
    if (isSure) end.mutate()
  }
  return (
    <Menu
      label={t('portal.actionsOf', { name })}
      placement="bottom end"
      trigger={
        <IconButton
          size="small"
          label={t('portal.actionsOf', { name })}
          isPending={end.isPending}
          icon={<Ellipsis aria-hidden="true" className="size-4" />}
        />
      }
    >
      <MenuItem label={t('portal.change')} icon={<SlidersHorizontal aria-hidden="true" />} onAction={onEdit} />
      <MenuItem label={t('portal.end')} icon={<Unlink aria-hidden="true" />} isDangerous onAction={() => void ask()} />
    </Menu>
  )
}
