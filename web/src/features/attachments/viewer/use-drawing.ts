import { useState } from 'react'
import type { Ink } from '@polyclinic/contract/attachments/document-words.ts'
import type { Annotation, Mark } from '@polyclinic/contract/attachments/annotations.ts'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

export type Drawing = ReturnType<typeof useDrawing>

/** What is being drawn and was not saved yet; saved, it lies beside the picture under one's name. */
export function useDrawing({ id }: DocumentReference) {
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [ink, setInk] = useState<Ink>('red')
  const [isSaving, setSaving] = useState(false)

  async function trying(work: () => Promise<unknown>): Promise<void> {
    setSaving(true)
    try {
      await work()
      await refresh(q.attachments.annotations.key())
    } catch (error) {
      toast.problem(error)
    } finally {
      setSaving(false)
    }
  }

  return {
    marks,
    ink,
    isSaving,
    setInk,
    add: (mark: Mark) => setMarks((before) => [...before, mark].slice(0, 60)),
    undo: () => setMarks((before) => before.slice(0, -1)),
    save: () =>
      trying(async () => {
        await once(api.attachments.annotations.create, { params: { organization, id }, body: { marks: [...marks] } })
        setMarks([])
      }),
    /** Marks one that was saved as entered in error. */
    withdraw: (one: Annotation) =>
      trying(() =>
        api.attachments.annotations.update({
          params: { organization, id: one.id },
          headers: ifMatch(one.version),
          body: { status: 'entered-in-error' },
        }),
      ),
  }
}
