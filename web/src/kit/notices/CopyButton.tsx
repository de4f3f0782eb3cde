import { useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/buttons/Button.tsx'
import { toast } from './toast.ts'

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation('kit')
  const [isDone, setDone] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone(true),
      () => toast.bad(t('copy.failed')),
    )
  const Icon = isDone ? Check : Copy
  return (
    <Button
      size="small"
      icon={<Icon aria-hidden="true" className="size-4" />}
      onPress={() => void copy()}
      aria-label={label}
    >
      <span aria-live="polite">{t(isDone ? 'copy.done' : 'action.copy')}</span>
    </Button>
  )
}
