import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { mergesQuery } from './queries.ts'
import { useUndoMerge } from './use-undo-merge.ts'

/** What was merged into this record, and the press that takes it back while that is possible. */
export function MergedNotice({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const { clinic } = useClinic()
  const format = useFormat()
  const undo = useUndoMerge()
  const { data } = useQuery({ ...mergesQuery(slug, patient.id), enabled: (patient.mergedRecords ?? 0) > 0 })
  const standing = data?.items.filter(({ undoneAt }) => !undoneAt) ?? []
  if (standing.length === 0) return null
  return (
    <Card title={t('merge.mergedTitle')}>
      <ul className="flex flex-col gap-3">
        {standing.map(({ id, name, mergedAt, mergedBy, abilities }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1">
              <bdi className="font-semibold break-words">{name}</bdi>
              <span className="block text-13 text-muted">
                {t(mergedBy.name ? 'merge.mergedBy' : 'merge.mergedOn', {
                  date: format.date(mergedAt, clinic?.timeZone),
                  name: mergedBy.name,
                })}
              </span>
            </span>
            {abilities.undo.allowed && (
              <Button
                size="small"
                aria-label={t('merge.undoNamed', { name })}
                isPending={undo.isPending && undo.variables === id}
                writes
                onPress={() => undo.mutate(id)}
              >
                {t('kit:action.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
