import { useQueryClient } from '@tanstack/react-query'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { api } from '../../../kit/api/api.ts'
import { setLanguage } from '../../../kit/texts/i18n.ts'
import { meQuery } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'

export function useChooseLanguage() {
  const client = useQueryClient()
  return async (language: Language) => {
    await setLanguage(language)
    if (!client.getQueryData(meQuery().queryKey)) return
    try {
      client.setQueryData(meQuery().queryKey, await api.identity.me.update({ params: {}, body: { language } }))
    } catch (error) {
      toast.problem(error)
    }
  }
}
