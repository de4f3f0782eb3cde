import { TextField } from '../../../ui/fields/TextField.tsx'

type Props = {
  label: string
  description?: string
  error?: string
  isRequired?: boolean
  value: string
  onChange: (pin: string) => void
  autoFocus?: boolean
}

/** Four to eight digits, hidden; browsers are asked not to keep them. */
export function PinField({ onChange, ...props }: Props) {
  return (
    <TextField
      {...props}
      onChange={(text) => onChange(text.replaceAll(/\D/g, '').slice(0, 8))}
      type="password"
      name="pin"
      inputMode="numeric"
      autoComplete="off"
      dir="ltr"
    />
  )
}
