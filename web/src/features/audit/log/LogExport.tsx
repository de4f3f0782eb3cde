import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { download } from '../../../kit/api/download.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useLogFilter } from './use-log-filter.ts'

/** What the filter finds, as a table for a spreadsheet. */
export function LogExport() {
  const { t } = useTranslation('audit')
  const { slug: organization } = useOrganization()
  const { filter } = useLogFilter()
  const make = useMutation({
    // A stream comes as the file that its header names.
    mutationFn: async () => (await api.audit.log.export({ params: { organization }, body: filter })) as unknown as File,
    onSuccess: (file) => {
      download(file.name, file)
      toast.good(t('exported', { fileName: file.name }))
    },
    onError: (error) => toast.problem(error),
  })
  return (
    <Button
      icon={<Download aria-hidden="true" className="size-4" />}
      isPending={make.isPending}
      onPress={() => make.mutate()}
    >
      {t('export')}
    </Button>
  )
}
