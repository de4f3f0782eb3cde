import i18next from 'i18next'
import { useFormState } from '../../../kit/fields/forms.ts'
import { problemOf } from '../../../kit/api/problem.ts'

export function useCodeForm(use: (code: string) => Promise<unknown>) {
  const form = useFormState({ code: '' })
  const send = async (code: string) => {
    if (code.length < 6) {
      form.setErrors({ code: i18next.t('factors:code.short') })
      return
    }
    try {
      await use(code)
    } catch (error) {
      // A wrong code is of no further use; the next one is typed at once.
      if (problemOf(error).code === 'not-confirmed') form.set('code', '')
      throw error
    }
  }
  const onComplete = (code: string) => void form.submit(() => send(code))
  return { ...form, send, codeField: { ...form.field('code'), onComplete } }
}
