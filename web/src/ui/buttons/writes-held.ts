import { createContext } from 'react'

/** Why nothing can be saved now; absent: it can. Buttons that save say so before they are pressed. */
export const WritesHeld = createContext<string | undefined>(undefined)
