import { FileSpreadsheet } from 'lucide-react'
import { largestImport } from '@polyclinic/contract/imports/import-fields.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FileButton } from '../../../ui/buttons/FileButton.tsx'
import { FileDrop } from '../../../ui/fields/FileDrop.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ProgressBar } from '../../../ui/signs/ProgressBar.tsx'
import { useSending } from '../../files/public.ts'

const tables = ['text/csv', '.csv', '.tsv', '.txt', '.xlsx']

/** Takes a table by a press or a drop, and goes to its import. */
export function SendTable() {
  const { t } = useTrade('imports')
  const { number } = useFormat()
  const { slug: organization } = useOrganization()
  const go = useGo()
  const once = useIntent()
  const { sending, problem, send } = useSending({
    organization,
    purpose: 'attachment',
    onSent: async (fileId) => {
      const begun = await once(api.imports.imports.create, { params: { organization }, body: { fileId } })
      go(paths.imports(organization, begun.id))
    },
  })
  return (
    <div className="flex flex-col gap-3">
      {problem && (
        <Banner tone="bad" isAnnounced>
          {problem}
        </Banner>
      )}
      <FileDrop label={t('drop')} onDrop={send} isDisabled={sending !== undefined}>
        <FileSpreadsheet aria-hidden="true" className="size-8 text-muted" />
        {sending ? (
          <div className="flex w-full max-w-sm flex-col gap-3">
            <ProgressBar label={t('sending')} share={sending.share} />
            <Button size="small" className="self-center" onPress={() => sending.stop.abort()}>
              {t('stop')}
            </Button>
          </div>
        ) : (
          <>
            <p className="font-semibold">{t('drop')}</p>
            <FileButton accepts={tables} variant="primary" onChoose={send}>
              {t('choose')}
            </FileButton>
            <p className="max-w-prose text-13 text-muted">{t('formats', { rows: number(largestImport.rows) })}</p>
          </>
        )}
      </FileDrop>
    </div>
  )
}
