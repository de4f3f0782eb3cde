import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api.ts'
import { useOrganization } from '../../../kit/session.tsx'
import { phoneText } from './use-told-words.ts'

/** Whom to call where no mail arrives; nothing where no number is on file. */
export function CallInstead({ patientId }: { patientId: string }) {
  const { t } = useTranslation('scheduling')
  const { slug: organization, can } = useOrganization()
  const { data } = useQuery({
    ...q.reach.get.queryOptions({ input: { params: { organization, id: patientId } } }),
    enabled: can('appointments.write'),
  })
  const call = data?.call
  return call ? t('messages.call', { name: call.name, phone: phoneText(call.phone) }) : null
}
