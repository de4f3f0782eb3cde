import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { meQuery, useMe } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Section } from '../../../ui/layout/Card.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { Switch } from '../../../ui/choices/Switch.tsx'
import { useMutation } from '@tanstack/react-query'

const choices = [1, 2, 3, 5, 10, 15, 30, 60]
const usual = 3

export function SharedMachinePanel() {
  const { t } = useTranslation('identity')
  const { minutes } = useFormat()
  const client = useQueryClient()
  const { lockAfterMinutes } = useMe()
  const share = useMutation({
    mutationFn: (after: number | null) => api.identity.sharedMachines.share({ body: { lockAfterMinutes: after } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery().queryKey })
      toast.good(t('kit:state.saved'))
    },
    onError: (error) => toast.problem(error),
  })
  const now = share.isPending ? (share.variables ?? undefined) : lockAfterMinutes
  const options = [...new Set([...choices, now ?? usual])].toSorted((a, b) => a - b)
  return (
    <Section title={t('shared.title')} description={t('shared.text')}>
      <div className="flex max-w-sm flex-col gap-4">
        <Switch
          label={t('shared.switch')}
          value={now !== undefined}
          onChange={(isShared) => share.mutate(isShared ? usual : null)}
        />
        {now !== undefined && (
          <Select
            label={t('shared.after')}
            placeholder={t('shared.after')}
            value={String(now)}
            onChange={(chosen) => share.mutate(Number(chosen))}
            options={options.map((after) => ({ id: String(after), label: minutes(after) }))}
          />
        )}
      </div>
    </Section>
  )
}
