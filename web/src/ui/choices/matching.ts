import { createContext } from 'react'

/** Whether what somebody typed is found in a text. */
export type Match = (text: string, typed: string) => boolean

/** How lists that filter themselves do so; the app says how its searches fold names. */
export const MatchContext = createContext<Match>((text, typed) => text.toLowerCase().includes(typed.toLowerCase()))
