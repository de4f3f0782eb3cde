import { useTranslation } from 'react-i18next'
import type { RightsRequest } from '@polyclinic/contract/rights/requests.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'

const answers = ['accepted', 'refused'] as const

/** Yes or no; a no says why. */
export function AnswerDialog({ request, onClose }: { request: RightsRequest; onClose: () => void }) {
  const { t } = useTranslation('rights')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const once = useIntent()
  const form = useFormState(
    { answer: 'accepted' as (typeof answers)[number], reason: '' },
    {
      check: ({ answer, reason }): Record<string, string> =>
        answer === 'refused' && reason.trim() === '' ? { reason: t('request.whyNot') } : {},
    },
  )
  const save = async ({ answer, reason }: typeof form.values) => {
    await once(api.rights.requests.answer, {
      params: { organization, id: request.id },
      body: { accepted: answer === 'accepted', ...(reason.trim() && { reason }) },
    })
    await refresh(q.rights.key())
    toast.good(t('request.answered'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      size="small"
      title={t('request.answerTitle', { name: request.patient.name })}
      description={t(`request.answerText.${request.kind}`)}
      action={t('request.toAnswer')}
    >
      <RadioGroup
        {...form.field('answer')}
        label={t('request.answer')}
        options={answers.map((value) => ({ value, label: t(`request.say.${value}`) }))}
      />
      <TextArea {...form.field('reason')} label={t('reason')} maxLength={2000} />
    </FormDialog>
  )
}
