import { useQuery } from '@tanstack/react-query'
import { FileSpreadsheet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../../kit/api/problem.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Row, Rows } from '../../../ui/lists/Rows.tsx'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { importsQuery } from './queries.ts'

const tones = { done: 'good', undone: 'neutral', running: 'info', undoing: 'info' } as const

/** Tables that were sent before, and what became of them. */
export function PastImports() {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { slug } = useOrganization()
  const { data, error } = useQuery(importsQuery(slug))
  if (error) return <Banner tone="bad">{problemText(error)}</Banner>
  if (!data)
    return (
      <SkeletonRegion label={t('past')}>
        <Skeleton width="100%" />
      </SkeletonRegion>
    )
  if (data.items.length === 0) return null
  return (
    <Section title={t('past')}>
      <Rows>
        {data.items.map(({ id, name, state, createdAt, result }) => (
          <Row
            key={id}
            icon={<FileSpreadsheet aria-hidden="true" />}
            title={
              <AppLink href={paths.imports(slug, id)} className={linkClass}>
                {name}
              </AppLink>
            }
            badges={
              <Badge tone={state in tones ? tones[state as keyof typeof tones] : 'neutral'}>
                {t(`state.${state}`)}
              </Badge>
            }
            text={factLine([
              format.longDate(createdAt),
              ...(result ? [t('addedCount', { count: result.added })] : []),
              ...(result?.left ? [t('leftCount', { count: result.left })] : []),
            ])}
          />
        ))}
      </Rows>
    </Section>
  )
}
