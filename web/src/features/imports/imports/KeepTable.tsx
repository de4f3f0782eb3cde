import { useMutation, useQuery } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { api } from '../../../kit/api/api.ts'
import { download } from '../../../kit/api/download.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { workQuery } from './queries.ts'

/** The table that a work of an import made; of one's own works alone. */
export function KeepTable({ workId, label }: { workId: string | undefined; label: string }) {
  const { slug: organization } = useOrganization()
  const { data: work } = useQuery({ ...workQuery(organization, workId ?? ''), enabled: workId !== undefined })
  const keep = useMutation({
    // an answer that is a file arrives as one
    mutationFn: async (id: string) =>
      (await api.works.organizationWorks.result({ params: { organization, id } })) as unknown as Blob,
    onSuccess: (file) => download(work?.result?.name ?? '', file),
    onError: (error) => {
      if (problemOf(error).code !== 'confirmation-needed') toast.problem(error)
    },
  })
  if (!workId || !work?.abilities.download.allowed) return null
  return (
    <Button
      size="small"
      icon={<FileDown aria-hidden="true" className="size-4" />}
      isPending={keep.isPending}
      onPress={() => keep.mutate(workId)}
    >
      {label}
    </Button>
  )
}
