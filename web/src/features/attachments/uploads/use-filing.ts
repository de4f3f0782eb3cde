import { q } from '../../../kit/api/api.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { upload } from '../../files/public.ts'
import { useUploads } from './use-uploads.ts'

/** Files that are sent in parts, looked over, and then filed, in a chart or in the inbox. */
export function useFiling(file: (given: { fileId: string; takenOn?: string }) => Promise<unknown>) {
  const { slug: organization } = useOrganization()
  const refresh = useRefresh()
  return useUploads(async ({ content, stop: { signal } }, onProgress) => {
    const { id: fileId } = await upload({ organization, purpose: 'attachment', content, onProgress, signal })
    await file({ fileId, ...takenOn(content) })
    await refresh(q.attachments.key())
  })
}

/** The day that the machine says; never one that is still to come. */
function takenOn({ lastModified }: File): { takenOn?: string } {
  const day = new Date(lastModified).toISOString().slice(0, 10)
  return lastModified > 0 && lastModified <= Date.now() ? { takenOn: day } : {}
}
