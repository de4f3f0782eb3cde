import { useEffect, useEffectEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { meQuery } from '../../../kit/session/session.tsx'

/** One cookie signs in every tab of a browser: the tabs tell each other whose it is now. */
const storageKey = 'account'
type News = 'entered' | 'left'

/** One for speaking and hearing, since a channel does not hear itself. */
let opened: BroadcastChannel | undefined
const channel = () => (opened ??= new BroadcastChannel(storageKey))

const tell = (news: News) => channel().postMessage(news)

/** Whoever comes in here gets a tab without another person's half-written work. */
export function noteAccount(id: string) {
  const before = sessionStorage.getItem(storageKey)
  if (before && before !== id) sessionStorage.clear()
  sessionStorage.setItem(storageKey, id)
  if (localStorage.getItem(storageKey) === id) return
  localStorage.setItem(storageKey, id)
  tell('entered')
}

export function noteDeparture() {
  localStorage.removeItem(storageKey)
  tell('left')
}

export function useOtherTabs(onNews: (news: News) => void) {
  const hear = useEffectEvent(onNews)
  useEffect(() => {
    const listen = (event: MessageEvent<News>) => hear(event.data)
    channel().addEventListener('message', listen)
    return () => channel().removeEventListener('message', listen)
  }, [])
}

/** Mounted once: a tab that shows one person's work while the browser is another's starts again as theirs. */
export function OtherTabs() {
  const client = useQueryClient()
  useOtherTabs(() => {
    if (client.getQueryData(meQuery().queryKey)) location.reload()
  })
  return null
}
