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

type SeveralProps = Omit<Props, 'accepts' | 'onChoose'> &
  Pick<ButtonProps, 'size' | 'writes' | 'aria-label'> & {
    /** Any file unless told. */
    accepts?: readonly string[]
    onChoose: (files: readonly File[]) => void
  }

/** The same for as many as one likes. */
export function FilesButton({ accepts, camera, onChoose, ...button }: SeveralProps) {
  return (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={accepts}
      defaultCamera={camera}
      onSelect={(chosen) => chosen && chosen.length > 0 && onChoose([...chosen])}
    >
      <Button {...button} />
    </FileTrigger>
  )
}
