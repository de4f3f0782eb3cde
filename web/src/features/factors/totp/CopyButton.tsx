import { useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation('factors')
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
      <span aria-live="polite">{t(isDone ? 'copy.done' : 'kit:action.copy')}</span>
    </Button>
  )
}
