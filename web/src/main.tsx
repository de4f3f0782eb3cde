import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './kit/texts/i18n.ts'
import { watchPresence } from './kit/api/presence.ts'
import { ensureTemporal } from './kit/texts/temporal.ts'
import { startRouter } from './routes.tsx'
import { App } from './App.tsx'
import { keepFocus } from './ui/fields/lasting-focus.ts'
import './styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

watchPresence()
keepFocus()
await Promise.all([startI18n(), ensureTemporal()])
const app = startRouter()
// What the document showed meanwhile looks the same; it hands over when the page itself stands there (pages/account/door.ts).
const stop = app.router.subscribe('onRendered', () => {
  document.dispatchEvent(new Event('drawn'))
  stop()
})
// In pieces, between which a touch is heard: the first drawing is the longest piece of work of all.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <App {...app} />
    </StrictMode>,
  ),
)
