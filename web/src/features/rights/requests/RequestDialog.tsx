import { useTranslation } from 'react-i18next'
import { requestKinds, type RequestKind } from '@polyclinic/contract/rights/obstacles.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { RadioGroup } from '../../../ui/choices/RadioGroup.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'

/** Writes down what somebody asks for at the desk. */
export function RequestDialog({ patientId, onClose }: { patientId: string; onClose: () => void }) {
  const { t } = useTranslation('rights')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const once = useIntent()
  const form = useFormState(
    { kind: 'correction' as RequestKind, about: '', right: '' },
    {
      check: ({ kind, about, right }): Record<string, string> =>
        kind === 'erasure'
          ? {}
          : {
              ...(about.trim() === '' && { about: t('request.needsAbout') }),
              ...(right.trim() === '' && { right: t('request.needsRight') }),
            },
    },
  )
  const isCorrection = form.values.kind === 'correction'
  const save = async ({ kind, about, right }: typeof form.values) => {
    const body = kind === 'correction' ? { kind, about, right } : { kind, ...(about.trim() && { about }) }
    await once(api.rights.requests.create, { params: { organization, id: patientId }, body })
    await refresh(q.rights.key())
    toast.good(t('request.made'))
    onClose()
  }
  return (
    <FormDialog
      form={form}
      onSubmit={() => void form.submit(save)}
      onClose={onClose}
      title={t('request.action')}
      description={t('request.text')}
      action={t('request.make')}
    >
      <RadioGroup
        {...form.field('kind')}
        label={t('request.what')}
        orientation="horizontal"
        options={requestKinds.map((value) => ({ value, label: t(`request.kind.${value}`) }))}
      />
      <TextArea {...form.field('about')} label={t(isCorrection ? 'request.about' : 'request.why')} maxLength={2000} />
      {isCorrection && <TextArea {...form.field('right')} label={t('request.right')} maxLength={2000} />}
    </FormDialog>
  )
}
