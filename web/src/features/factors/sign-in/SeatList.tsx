import { useMutation, useQueryClient } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Seat } from '@polyclinic/contract/factors/sign-in.ts'
import { api } from '../../../kit/api/api.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { AppLink, useAddress } from '../../../kit/screen/navigation.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { buttonLinkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { waysQuery } from './queries.ts'

export function SeatList({ seats }: { seats: readonly Seat[] }) {
  const { t } = useTranslation('factors')
  const { time } = useFormat()
  const { search } = useAddress<{ next: string }>()
  const client = useQueryClient()
  const leave = useMutation({
    mutationFn: (id: string) => api.identity.sharedMachines.leave({ params: { id } }),
    onError: (error) => toast.problem(error),
    onSettled: () => client.invalidateQueries({ queryKey: waysQuery().queryKey }),
  })
  const to = (seat: string) => paths.signIn({ next: search.next, seat })
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col gap-2">
        {seats.map(({ id, name, lockedAt }, index) => (
          <li key={id} className="flex items-center gap-1 rounded-lg border border-line-strong bg-surface pe-2">
            <AppLink
              href={to(id)}
              ref={index === 0 ? focusOnce : undefined}
              className="flex min-h-18 min-w-0 flex-1 items-center gap-4 rounded-lg px-4 py-3 hover:bg-hover"
            >
              <Avatar name={name} size="large" />
              <span className="min-w-0">
                <span dir="auto" className="block truncate text-16 font-semibold text-parent">
                  {name}
                </span>
                <span className="block text-13 text-muted">
                  {t('seats.lockedAt', { time: time(lockedAt, Temporal.Now.timeZoneId()) })}
                </span>
              </span>
            </AppLink>
            <IconButton
              label={t('seats.leave', { name })}
              icon={<LogOut aria-hidden="true" className="size-4 rtl:-scale-x-100" />}
              onPress={() => leave.mutate(id)}
              isPending={leave.isPending && leave.variables === id}
            />
          </li>
        ))}
      </ul>
      <AppLink href={to('other')} className={buttonLinkClass('quiet')}>
        {t('seats.other')}
      </AppLink>
    </div>
  )
}

/** The keyboard stands on the first name, so that Enter is enough. */
const focusOnce = (link: HTMLAnchorElement | null) => {
  if (link && document.activeElement === document.body) link.focus()
}
