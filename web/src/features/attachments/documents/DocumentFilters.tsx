import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { tagsQuery, type DocumentFilter } from './queries.ts'

type Props = { filter: DocumentFilter; onChange: (filter: DocumentFilter) => void }

/** The tags that are used most, each a press; and whether errors are shown, too. */
export function DocumentFilters({ filter, onChange }: Props) {
  const { t } = useTranslation('attachments')
  const { slug } = useOrganization()
  const { data } = useQuery(tagsQuery(slug))
  const tags = (data?.items ?? []).slice(0, 12)
  return (
    <div role="group" aria-label={t('filterByTag')} className="flex flex-wrap gap-1 border-b border-line px-4 py-2">
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
    </div>
  )
}
