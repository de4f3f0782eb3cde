import type { ReactNode } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { HeartPulse } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Me } from '@polyclinic/contract/identity/me.ts'
import { api } from '../../../kit/api/api.ts'
import { confirm } from '../../../kit/notices/confirm.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { meQuery, useMe } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'

type Patient = Me['patients'][number]
type Props = {
  /** What is to be said of each, below its line. */
  renderMore: (patient: Patient) => ReactNode
}

export function RecordsPanel({ renderMore }: Props) {
  const { t } = useTranslation('identity')
  const { patients, unanswered } = useMe()
  return (
    <Section title={t('records.title')} description={t('records.text')}>
      {unanswered && <p className="mb-3 text-13 text-muted">{t('records.unanswered')}</p>}
      {patients.length === 0 && !unanswered ? (
        <EmptyState
          size="small"
          headingLevel={3}
          icon={<HeartPulse aria-hidden="true" />}
          title={t('records.noneTitle')}
          text={t('records.none')}
        />
      ) : (
        <Rows>
          {patients.map((patient) => (
            <RecordRow
              key={`${patient.organization.slug}/${patient.patientId}`}
              patient={patient}
              more={renderMore(patient)}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

function RecordRow({ patient, more }: { patient: Patient; more: ReactNode }) {
  const { t } = useTranslation('identity')
  const { list } = useFormat()
  const client = useQueryClient()
  const { organization, patientId, name, relation, permissions } = patient
  const leave = useMutation({
    mutationFn: () => api.patients.connections.leave({ params: { organization: organization.slug, patientId } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery().queryKey })
      toast.good(t('records.left', { name }))
    },
    onError: (error) => toast.problem(error),
  })
  const ask = async () => {
    const isSure = await confirm({
      title: t('records.leaveTitle', { name }),
      text: t('records.leaveText', { organization: organization.name }),
      confirmLabel: t('records.leave'),
      isDangerous: true,
    })
    if (isSure) leave.mutate()
  }
  const opens = permissions.map((one) => t(`records.opens.${one}`, { defaultValue: one }))
  return (
    <Row
      icon={<HeartPulse aria-hidden="true" />}
      title={name}
      badges={<Badge>{t(`records.relation.${relation}`)}</Badge>}
      text={
        <>
          <bdi>{organization.name}</bdi>
          {' · '}
          {opens.length > 0 ? t('records.sees', { what: list(opens) }) : t('records.seesNothing')}
        </>
      }
      more={more}
    >
      <Button
        size="small"
        onPress={() => void ask()}
        isPending={leave.isPending}
        aria-label={t('records.leaveOf', { name })}
      >
        {t('records.leave')}
      </Button>
    </Row>
  )
}
