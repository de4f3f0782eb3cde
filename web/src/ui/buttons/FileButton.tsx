import { FileTrigger } from 'react-aria-components'
import { Button, type ButtonProps } from './Button.tsx'

type Props = Pick<ButtonProps, 'variant' | 'icon' | 'children' | 'className' | 'disabledReason'> & {
  /** Media types, as `image/png`. */
  accepts: readonly string[]
  /** Opens a phone's camera instead of its files. */
  camera?: 'user' | 'environment'
  onChoose: (file: File) => void
}

/** Asks for one file of the reader's machine. */
export function FileButton({ accepts, camera, onChoose, ...button }: Props) {
  return (
    <FileTrigger
      acceptedFileTypes={accepts}
      defaultCamera={camera}
      onSelect={(chosen) => {
        const [file] = chosen ?? []
        if (file) onChoose(file)
      }}
    >
      <Button {...button} />
    </FileTrigger>
  )
}
