import { TextField } from '../../../ui/fields/TextField.tsx'

type Props = {
  label: string
  description?: string
  error?: string
  value: string
  onChange: (code: string) => void
  /** Six digits are there: nobody needs to press anything. */
  onComplete: (code: string) => void
  autoFocus?: boolean
}

/** The six digits of an authenticator app; what is pasted may hold spaces. */
export function CodeField({ onChange, onComplete, ...props }: Props) {
  const change = (text: string) => {
    const code = text.replaceAll(/\D/g, '').slice(0, 6)
    if (code === props.value) return
    onChange(code)
    if (code.length === 6) onComplete(code)
  }
  return (
    <TextField
      {...props}
      onChange={change}
      name="one-time-code"
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      placeholder="000000"
    />
  )
}
