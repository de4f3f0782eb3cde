import { useMemo, useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStillRows } from '../../../kit/lists/still-rows.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Rows } from '../../../ui/lists/Rows.tsx'
import { TokenDialog } from './TokenDialog.tsx'
import { SessionRow, sessionsQuery } from '../../identity/public.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'

export function ProgramsPanel() {
  const { t } = useTranslation('programs')
  const { items } = useSuspenseQuery(usePrefetched(sessionsQuery())).data
  const [isOpen, setOpen] = useState(false)
  const programs = useMemo(() => items.filter(({ method }) => method === 'token'), [items])
  const { rows, area } = useStillRows(programs)
  return (
    <Section title={t('tokens.title')} description={t('tokens.text')}>
      {rows.length > 0 && (
        <Rows area={area}>
          {rows.map(({ item: session, isGone }) => (
            <SessionRow key={session.id} session={session} isGone={isGone} />
          ))}
        </Rows>
      )}
      <Button
        size="small"
        icon={<Plus aria-hidden="true" className="size-4" />}
        onPress={() => setOpen(true)}
        className={rows.length > 0 ? 'mt-3' : ''}
      >
        {t('tokens.add')}
      </Button>
      {isOpen && <TokenDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}
