import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { download } from '../../../kit/api/download.ts'

export function AccessReviewExport() {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const once = useIntent()
  const make = useMutation({
    mutationFn: () => once(api.organizations.access.export, { params: { organization } }),
    onSuccess: ({ fileName, csv }) => {
      download(fileName, new Blob([csv], { type: 'text/csv;charset=utf-8' }))
      toast.good(t('review.exported', { fileName }))
    },
    onError: (error) => toast.problem(error),
  })
  return (
    <Button
      icon={<Download aria-hidden="true" className="size-4" />}
      isPending={make.isPending}
      onPress={() => make.mutate()}
    >
      {t('review.export')}
    </Button>
  )
}
