import { useState } from 'react'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string
  isRequired?: boolean
  description?: string
  autoFocus?: boolean
  isNew?: boolean
}

export function PasswordField({ isNew, ...props }: Props) {
  const { t } = useTranslation('factors')
  const [isShown, setShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      name={isNew ? 'new-password' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      dir="ltr"
      maxLength={128}
      after={
        <IconButton
          size="small"
          label={t(isShown ? 'password.hide' : 'password.show')}
          icon={<Icon aria-hidden="true" className="size-4" />}
          onPress={() => setShown(!isShown)}
          className="-me-2"
        />
      }
    />
  )
}
