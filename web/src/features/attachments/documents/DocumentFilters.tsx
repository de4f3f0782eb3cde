import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { documentKinds, type DocumentKind } from '@polyclinic/contract/attachments/document-words.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { tagsQuery, type DocumentFilter } from './queries.ts'

type Props = { filter: DocumentFilter; onChange: (filter: DocumentFilter) => void }

/** The tags that are used most, each a press; and whether errors are shown, too. */
export function DocumentFilters({ filter, onChange }: Props) {
  const { t } = useTranslation('attachments')
  const { slug, can } = useOrganization()
  const { data } = useQuery(tagsQuery(slug))
  const tags = (data?.items ?? []).slice(0, 12)
  return (
    <div
      role="group"
      aria-label={t('filterByTag')}
      className="flex flex-wrap items-center gap-1 border-b border-line px-4 py-2"
    >
      <KindSelect kind={filter.kind} onChange={(kind) => onChange({ ...filter, kind })} />
      {tags.map((tag) => (
        <Button
          key={tag}
          size="small"
          variant={filter.tag === tag ? 'primary' : 'quiet'}
          aria-pressed={filter.tag === tag}
          onPress={() => onChange({ ...filter, tag: filter.tag === tag ? undefined : tag })}
        >
          {tag}
        </Button>
      ))}
      <Button
        size="small"
        variant="quiet"
        className="ms-auto"
        aria-pressed={filter.showsWrong === true}
        onPress={() => onChange({ ...filter, showsWrong: !filter.showsWrong })}
      >
        {t(filter.showsWrong ? 'hideWrong' : 'showWrong')}
      </Button>
      {can('charts.write') && (
        <ButtonLink size="small" variant="quiet" href={paths.inbox(slug)}>
          {t('inbox.open')}
        </ButtonLink>
      )}
    </div>
  )
}

function KindSelect({ kind, onChange }: { kind?: DocumentKind; onChange: (kind?: DocumentKind) => void }) {
  const { t } = useTranslation('attachments')
  return (
    <Select
      label={t('filter')}
      isLabelHidden
      placeholder={t('filter')}
      value={kind ?? 'all'}
      onChange={(value) => onChange(value === 'all' ? undefined : value)}
      options={[
        { id: 'all' as const, label: t('allKinds') },
        ...documentKinds.map((id) => ({ id, label: t(`kinds.${id}`) })),
      ]}
      className="w-36"
    />
  )
}
