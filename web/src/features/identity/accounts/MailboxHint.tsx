import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from '../../../ui/buttons/Link.tsx'

/** Without a mail server, mails are shown on this machine: the way there, only where that is so. */
export function MailboxHint() {
  const { t } = useTranslation('identity')
  const { data: isThere } = useQuery({
    queryKey: ['development-mailbox'],
    queryFn: () =>
      fetch('/dev/mailbox.json').then(
        (answer) => answer.ok,
        () => false,
      ),
    staleTime: Infinity,
  })
  if (!isThere) return null
  return (
    <p className="text-body text-muted">
      {t('mailbox.text')}{' '}
      <Link href="/dev/mailbox" target="_blank">
        {t('mailbox.link')}
      </Link>
    </p>
  )
}
