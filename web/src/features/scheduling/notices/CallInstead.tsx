import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { PhoneLink } from '../../../kit/texts/PhoneLink.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'

/** Where the number stands in the sentence of each language. */
const number = '\uFFFC'

/** Whom to call where no mail arrives; nothing where no number is on file. */
export function CallInstead({ patientId }: { patientId: string }) {
  const { t } = useTranslation('scheduling')
  const { slug: organization, can } = useOrganization()
  const { data } = useQuery({
    ...q.patients.reach.get.queryOptions({ input: { params: { organization, id: patientId } } }),
    enabled: can('appointments.write'),
  })
  const call = data?.call
  if (!call) return null
  const [before, after] = t('messages.call', { name: call.name, phone: number }).split(number)
  return (
    <span>
      {before}
      <PhoneLink phone={call.phone} />
      {after}
    </span>
  )
}
