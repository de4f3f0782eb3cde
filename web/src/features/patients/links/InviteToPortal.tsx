import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { useWords } from '../words.ts'
import { fullName } from '../patients/naming.ts'

type Invited = { name: string; guardianId?: string }

export function InviteToPortal({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const invite = useMutation({
    mutationFn: ({ guardianId }: Invited) =>
      once(api.patients.links.invite, {
        params: { organization, id: patient.id },
        body: guardianId ? { guardianId } : {},
      }),
    onSuccess: ({ sentTo }) => toast.good(t('portal.invited', { address: sentTo })),
    onError: (error, { name }) =>
      problemOf(error).code === 'wrong-state' ? toast.bad(t('portal.noAddress', { name })) : toast.problem(error),
  })
  const candidates: Invited[] = [
    ...(patient.kind === 'human' ? [{ name: fullName(patient) }] : []),
    ...patient.guardians.map(({ id, name }) => ({ name, guardianId: id })),
  ]
  const [only] = candidates
  if (!only) return null
  const icon = <Send aria-hidden="true" className="size-4" />
  if (candidates.length === 1) {
    return (
      <Button size="small" icon={icon} isPending={invite.isPending} onPress={() => invite.mutate(only)}>
        {t('portal.invite')}
      </Button>
    )
  }
  return (
    <Menu
      label={t('portal.inviteWhom')}
      placement="bottom end"
      trigger={
        <Button size="small" icon={icon} isPending={invite.isPending}>
          {t('portal.invite')}
        </Button>
      }
    >
      {candidates.map((one) => (
        <MenuItem
          key={one.guardianId ?? 'self'}
          label={one.name}
          description={one.guardianId ? words('guardian') : t('portal.self')}
          onAction={() => invite.mutate(one)}
        />
      ))}
    </Menu>
  )
}
