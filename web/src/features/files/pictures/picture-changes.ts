import { toast } from '../../../kit/notices/toast.ts'

interface Changes {
  set: (fileId: string) => Promise<unknown>
  remove: () => Promise<unknown>
  /** What follows both: what shows it is asked for again. */
  changed: () => Promise<unknown>
  savedText: string
  removedText: string
}

/** What a picture's field does with a file that was sent, and with the picture that is there: whoever watches is told. */
export const pictureChanges = ({ set, remove, changed, savedText, removedText }: Changes) => ({
  async onSent(fileId: string) {
    await set(fileId)
    await changed()
    toast.good(savedText)
  },
  async onRemove() {
    try {
      await remove()
      await changed()
      toast.good(removedText)
    } catch (error) {
      toast.problem(error)
    }
  },
})
