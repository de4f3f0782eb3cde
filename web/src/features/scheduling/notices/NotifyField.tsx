import { useQuery } from '@tanstack/react-query'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { q } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { phoneText } from './use-told-words.ts'

type Props = {
  patientId: string | undefined
  value: boolean
  onChange: (isWished: boolean) => void
  className?: string
}

/** Whether the patient is told by e-mail, and who that is; where nobody can be, why not and whom to call. */
export function NotifyField({ patientId, value, onChange, className }: Props) {
  const { t } = useTrade('scheduling')
  const format = useFormat()
  const { slug: organization } = useOrganization()
  const { data } = useQuery({
    ...q.patients.reach.get.queryOptions({ input: { params: { organization, id: patientId ?? '' } } }),
    enabled: patientId !== undefined,
  })
  const isOutOfReach = data?.byEmail.length === 0
  const description = () => {
    if (!data) return undefined
    if (!isOutOfReach)
      return t('told.whom', {
        whom: format.list(data.byEmail.map(({ name, email }) => `${name} (${shownEmail(email)})`)),
      })
    if (data.isWithheld) return t('told.not.withheld')
    return data.call
      ? t('told.callInstead', { name: data.call.name, phone: phoneText(data.call.phone) })
      : t('told.noWay')
  }
  return (
    <Checkbox
      label={t('book.notify')}
      description={description()}
      value={value && !isOutOfReach}
      isDisabled={isOutOfReach}
      onChange={onChange}
      className={className}
    />
  )
}
