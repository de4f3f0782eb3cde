import { useTranslation } from 'react-i18next'
import { FolderSymlink } from 'lucide-react'
import type { DocumentMovedAway } from '@polyclinic/contract/attachments/documents.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'

/** What lay in this chart and was somebody else’s: when it was moved away and by whom, and nothing of what it shows. */
export function MovedAway({ documents = [] }: { documents?: readonly DocumentMovedAway[] | undefined }) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const { clinic } = useClinic()
  if (documents.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 border-t border-line px-4 py-3 text-13 text-muted">
      {documents.map(({ at, by }) => (
        <li key={at} className="flex items-start gap-2">
          <FolderSymlink aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {t(by?.name ? 'move.lineBy' : 'move.line', {
            date: format.date(at, clinic?.timeZone),
            name: by?.name,
          })}
        </li>
      ))}
    </ul>
  )
}
