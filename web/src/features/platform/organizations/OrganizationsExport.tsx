import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { download } from '../../../kit/api/download.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import type { listOf } from './queries.ts'

/** What the page lists, as a table for a spreadsheet. */
export function OrganizationsExport({ listed }: { listed: ReturnType<typeof listOf> }) {
  const { t } = useTranslation('platform')
  const once = useIntent()
  const make = useMutation({
    mutationFn: () => once(api.platform.platformOrganizations.export, { body: listed }),
    onSuccess: ({ fileName, csv }) => {
      download(fileName, new Blob([csv], { type: 'text/csv' }))
      toast.good(t('organizations.exported', { fileName }))
    },
    onError: (error) => toast.problem(error),
  })
  return (
    <Button
      icon={<Download aria-hidden="true" className="size-4" />}
      isPending={make.isPending}
      onPress={() => make.mutate()}
    >
      {t('organizations.export')}
    </Button>
  )
}
