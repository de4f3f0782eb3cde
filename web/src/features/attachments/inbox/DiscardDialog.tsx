import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'

type Props = { document: DocumentReference; onClose: () => void }

/** Why is a scan thrown away? One press takes that back while the notice stands. */
export function DiscardDialog({ document: { id, title, version }, onClose }: Props) {
  const { t } = useTranslation('attachments')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const form = useFormState({ reason: '' }, { required: ['reason'] })
  const discard = (reason: string | null, at: number) =>
    api.attachments.inbox.discard({ params: { organization, id }, headers: ifMatch(at), body: { reason } })
  const back = async (at: number) => {
    try {
      await discard(null, at)
      await refresh(q.attachments.key())
      toast.good(t('inbox.back'))
    } catch (error) {
      toast.problem(error)
    }
  }
  const send = async ({ reason }: { reason: string }) => {
    try {
      const { version: after } = await discard(reason, version)
      toast.good(t('discard.done'), { actionLabel: t('inbox.undo'), onAction: () => void back(after) })
      onClose()
    } catch (error) {
      if (problemOf(error).code !== 'stale') throw error
      toast.problem(error)
    }
    await refresh(q.attachments.key())
  }
  return (
    <FormDialog
      form={form}
      isDangerous
      title={t('discard.title', { what: title })}
      description={t('discard.text')}
      action={t('discard.action')}
      onSubmit={() => void form.submit(send)}
      onClose={onClose}
    >
      <TextField {...form.field('reason')} label={t('discard.reason')} dir="auto" maxLength={200} autoFocus />
    </FormDialog>
  )
}
