import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { languages } from '@polyclinic/contract/kit/language.ts'
import { languageNames, useLanguage } from '../../kit/i18n.ts'
import { useMe } from '../../kit/session.tsx'
import { useTheme, type Theme } from '../../kit/theme.ts'
import { toast } from '../../kit/toast.ts'
import { Button } from '../../ui/Button.tsx'
import { Facts, Section } from '../../ui/Card.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Select } from '../../ui/Select.tsx'
import { paths } from '../../paths.ts'
import { auth, authProblemText } from './auth.ts'
import { useChooseLanguage } from './use-choose-language.ts'
import { useSignOut } from './use-sign-out.ts'

/** Name, language, appearance, password, the way out. */
export function AccountSettings() {
  const { t } = useTranslation('identity')
  const { account } = useMe()
  const { language } = useLanguage()
  const choose = useChooseLanguage()
  const signOut = useSignOut()
  const { theme, setTheme } = useTheme()
  const mail = useMutation({
    mutationFn: () => auth.requestReset(account.email, paths.reset()),
    onSuccess: () => toast.good(t('forgot.sent', { email: account.email })),
    onError: (error) => toast.bad(authProblemText(error)),
  })
  return (
    <div className="flex flex-col gap-10">
      <Section title={t('account.you')}>
        <Facts
          items={[
            { label: t('field.name'), value: account.name },
            { label: t('field.email'), value: <span dir="ltr">{account.email}</span> },
          ]}
        />
      </Section>
      <Section title={t('account.screen')} description={t('account.screenText')}>
        <div className="flex max-w-sm flex-col gap-4">
          <Select
            label={t('field.language')}
            placeholder={t('field.language')}
            value={language}
            onChange={(next) => void choose(next)}
            options={languages.map((id) => ({ id, label: languageNames[id] }))}
          />
          <SegmentedControl
            label={t('menu.theme')}
            value={theme}
            onChange={setTheme}
            segments={(['system', 'light', 'dark'] satisfies Theme[]).map((value) => ({
              value,
              label: t(`theme.${value}`),
            }))}
          />
        </div>
      </Section>
      <Section title={t('account.password')} description={t('account.passwordText')}>
        <Button onPress={() => mail.mutate()} isPending={mail.isPending}>
          {t('account.changePassword')}
        </Button>
      </Section>
      <Section title={t('account.session')}>
        <Button onPress={() => void signOut()}>{t('menu.signOut')}</Button>
      </Section>
    </div>
  )
}
