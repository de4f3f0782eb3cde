import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { bodySides, type BodySide } from '@polyclinic/contract/records/condition-words.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DatePicker } from '../../../kit/fields/DatePicker.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextArea } from '../../../ui/fields/TextArea.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { tagsIn } from './document-words.ts'
import { tagsQuery } from './queries.ts'

type Values = {
  title: string
  takenOn: string | null
  tags: string
  bodySide: BodySide | 'none'
  note: string
  isWrong: boolean
}

type Props = { document: DocumentReference; onClose: () => void }

/** What a document is called, when it was taken, how it is filed, and whether it counts. */
export function DocumentDialog({ document, onClose }: Props) {
  const { t } = useTranslation('attachments')
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  const form = useFormState<Values>(valuesOf(document), { required: ['title', 'takenOn'] })
  const save = async ({ title, takenOn, tags, bodySide, note, isWrong }: Values) => {
    try {
      await api.attachments.documents.update({
        params: { organization, id: document.id },
        headers: ifMatch(document.version),
        body: {
          title,
          ...(takenOn && { takenOn }),
          tags: tagsIn(tags),
          bodySide: bodySide === 'none' ? null : bodySide,
          note: note.trim() === '' ? null : note,
          status: isWrong ? 'entered-in-error' : 'current',
        },
      })
    } catch (error) {
      if (problemOf(error).code === 'stale') void refresh(q.attachments.key())
      throw error
    }
    await refresh(q.attachments.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog form={form} title={t('edit')} onSubmit={() => void form.submit(save)} onClose={onClose}>
      <TextField {...form.field('title')} label={t('title')} dir="auto" maxLength={200} />
      <FormRow>
        <DatePicker {...form.field('takenOn')} label={t('takenOn')} />
        <Select
          {...form.field('bodySide')}
          label={t('bodySide')}
          placeholder={t('notSaid')}
          options={[
            { id: 'none' as const, label: t('notSaid') },
            ...bodySides.map((id) => ({ id, label: t(`side.${id}`) })),
          ]}
        />
      </FormRow>
      <Tags form={form} />
      <TextArea {...form.field('note')} label={t('note')} rows={2} maxLength={2000} />
      <Checkbox {...form.field('isWrong')} label={t('isWrong')} />
    </FormDialog>
  )
}

const valuesOf = ({ title, takenOn, tags, bodySide, note, status }: DocumentReference): Values => ({
  title,
  takenOn,
  tags: tags.join(', '),
  bodySide: bodySide ?? 'none',
  note: note ?? '',
  isWrong: status === 'entered-in-error',
})

function Tags({ form }: { form: ReturnType<typeof useFormState<Values>> }) {
  const { t } = useTranslation('attachments')
  const { slug } = useOrganization()
  const { data } = useQuery(tagsQuery(slug))
  const chosen = tagsIn(form.values.tags)
  const offered = (data?.items ?? []).filter((tag) => !chosen.includes(tag)).slice(0, 8)
  return (
    <div>
      <TextField {...form.field('tags')} label={t('tags')} description={t('tagsText')} dir="auto" maxLength={420} />
      {offered.length > 0 && (
        <div className="mt-2 flex flex-wrap gap-1">
          {offered.map((tag) => (
            <Button
              key={tag}
              size="small"
              aria-label={t('tagAdd', { tag })}
              onPress={() => form.set('tags', [...chosen, tag].join(', '))}
            >
              {tag}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}
