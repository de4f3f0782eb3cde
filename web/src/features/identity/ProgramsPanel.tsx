import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Card.tsx'
import { Rows } from './parts/Rows.tsx'
import { TokenDialog } from './parts/TokenDialog.tsx'
import { sessionsQuery } from './queries.ts'
import { SessionRow } from './SessionsPanel.tsx'

/** Programs of my own that are signed in as me. */
export function ProgramsPanel() {
  const { t } = useTranslation('identity')
  const { items } = useSuspenseQuery(sessionsQuery()).data
  const [isOpen, setOpen] = useState(false)
  const programs = items.filter(({ method }) => method === 'token')
  return (
    <Section title={t('programs.title')} description={t('programs.text')}>
      {programs.length > 0 && (
        <Rows>
          {programs.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Rows>
      )}
      <Button
        size="small"
        icon={<Plus aria-hidden="true" className="size-4" />}
        onPress={() => setOpen(true)}
        className={programs.length > 0 ? 'mt-3' : ''}
      >
        {t('programs.add')}
      </Button>
      {isOpen && <TokenDialog onClose={() => setOpen(false)} />}
    </Section>
  )
}
