import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Seat } from '@polyclinic/contract/factors/sign-in.ts'
import { api } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { AppLink, useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { problemOf } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { buttonLinkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { PasswordField } from '../passwords/PasswordField.tsx'
import { waysQuery } from '../sign-in/queries.ts'
import { useEnter } from '../sign-in/use-enter.ts'
import { AuthForm } from '../factors/AuthForm.tsx'
import { PinField } from './PinField.tsx'

export function UnlockForm({ seat, isOnly }: { seat: Seat; isOnly: boolean }) {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string }>()
  const [hasPin, setHasPin] = useState(seat.hasPin)
  const client = useQueryClient()
  const go = useGo()
  const enter = useEnter()
  const form = useFormState({ pin: '', password: '' }, { required: [hasPin ? 'pin' : 'password'] })

  const unlock = async ({ pin, password }: typeof form.values) => {
    try {
      await api.factors.pins.unlock({ body: hasPin ? { seatId: seat.id, pin } : { seatId: seat.id, password } })
      enter()
    } catch (error) {
      const { code } = problemOf(error)
      if (code === 'link-ended') {
        // Too many wrong ones, or signed out elsewhere: from here on only the whole way in leads on.
        await client.invalidateQueries({ queryKey: waysQuery().queryKey })
        go(paths.signIn({ next: search.next, seat: 'other' }), { replace: true })
        toast.bad(t('seats.ended', { name: seat.name }))
        return
      }
      if (code === 'not-confirmed') form.setValues({ pin: '', password: '' })
      throw error
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-4">
        <Avatar name={seat.name} size="large" />
        <bdi className="min-w-0 text-16 font-semibold break-words">{seat.name}</bdi>
      </p>
      <AuthForm label={t('seats.unlock')} form={form} save={unlock} action={t('seats.unlock')}>
        {hasPin ? (
          <PinField {...form.field('pin')} label={t('field.pin')} autoFocus />
        ) : (
          <PasswordField {...form.field('password')} label={t('field.password')} autoFocus />
        )}
      </AuthForm>
      <div className="flex flex-col gap-1">
        {seat.hasPin && (
          <Button variant="quiet" onPress={() => setHasPin(!hasPin)}>
            {t(hasPin ? 'seats.byPassword' : 'seats.byPin')}
          </Button>
        )}
        <AppLink
          href={paths.signIn({ next: search.next, seat: isOnly ? 'other' : undefined })}
          className={buttonLinkClass('quiet')}
        >
          {t(isOnly ? 'seats.other' : 'seats.back')}
        </AppLink>
      </div>
    </div>
  )
}
