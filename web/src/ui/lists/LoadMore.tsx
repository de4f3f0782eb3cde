import { Button } from '../buttons/Button.tsx'

type Props = {
  label: string
  /** "40 of 312": read aloud when it changes. */
  progress?: string
  onLoadMore: () => void
  hasMore: boolean
  isLoading?: boolean
}

export function LoadMore({ label, progress, onLoadMore, hasMore, isLoading }: Props) {
  if (!hasMore && !progress) return null
  return (
    <div className="flex flex-col items-center gap-2 py-4">
      {progress && <output className="text-13 text-muted tabular-nums">{progress}</output>}
      {hasMore && (
        <Button onPress={onLoadMore} isPending={isLoading}>
          {label}
        </Button>
      )}
    </div>
  )
}
