import { useTranslation } from 'react-i18next'
import { EllipsisVertical, FolderSymlink, Pencil, Smartphone } from 'lucide-react'
import type { DocumentReference } from '@polyclinic/contract/attachments/documents.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { kindIcons } from './document-words.ts'

type Props = {
  document: DocumentReference
  onOpen: () => void
  onEdit: () => void
  onMove: () => void
}

/** A document as a gallery shows it: its picture or its kind, what it is called, when, and how it is filed. */
export function DocumentTile({ document, onOpen, onEdit, onMove }: Props) {
  const { t } = useTranslation('attachments')
  const format = useFormat()
  const { title, takenOn, status, source, kind } = document
  const isWrong = status === 'entered-in-error'
  return (
    <li className="group relative flex min-w-0 flex-col gap-1.5">
      <button
        type="button"
        aria-label={t('open', { what: title, kind: t(`kind.${kind}`) })}
        onClick={onOpen}
        className={cx(
          'relative flex aspect-4/3 w-full items-center justify-center overflow-hidden rounded-lg border border-line bg-sunken outline-offset-2 hover:border-accent',
          isWrong && 'opacity-50',
        )}
      >
        <Face document={document} />
      </button>
      <div className="flex items-start gap-1">
        <div className="min-w-0 flex-1">
          <p dir="auto" className={cx('truncate text-start text-13 font-semibold', isWrong && 'line-through')}>
            {title}
          </p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-13 text-muted">
            <span className="tabular-nums">{format.date(takenOn)}</span>
            {source === 'phone' && <Smartphone aria-label={t('fromPhone')} className="size-3.5" />}
          </p>
        </div>
        {document.abilities.update.allowed && (
          <Menu
            label={t('menuNamed', { what: title })}
            placement="bottom end"
            trigger={
              <IconButton
                size="small"
                label={t('menuNamed', { what: title })}
                icon={<EllipsisVertical aria-hidden="true" className="size-4" />}
              />
            }
          >
            <MenuItem label={t('edit')} icon={<Pencil aria-hidden="true" />} onAction={onEdit} />
            <MenuItem label={t('move.title')} icon={<FolderSymlink aria-hidden="true" />} onAction={onMove} />
          </Menu>
        )}
      </div>
      <Badges document={document} />
    </li>
  )
}

function Badges({ document }: Pick<Props, 'document'>) {
  const { t } = useTranslation('attachments')
  const { tags, status, bodySide, isHeld, isTakenAway } = document
  const isWrong = status === 'entered-in-error'
  if (tags.length === 0 && !bodySide && !isHeld && !isTakenAway && !isWrong) return null
  return (
    <div className="flex flex-wrap gap-1">
      {isWrong && <Badge>{t('wrong')}</Badge>}
      {isHeld && <Badge tone="info">{t('held')}</Badge>}
      {isTakenAway && <Badge tone="bad">{t('takenAway')}</Badge>}
      {bodySide && <Badge>{t(`side.${bodySide}`)}</Badge>}
      {tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </div>
  )
}

export function Face({ document: { preview, kind } }: Pick<Props, 'document'>) {
  const Icon = kindIcons[kind]
  if (!preview) return <Icon aria-hidden="true" className="size-8 text-muted" />
  return <img src={`data:image/webp;base64,${preview}`} alt="" className="size-full object-cover" />
}
