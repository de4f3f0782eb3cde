import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './kit/i18n.ts'
import { watchPresence } from './kit/presence.ts'
import { ensureTemporal } from './kit/temporal.ts'
import { startRouter } from './routes.tsx'
import { App } from './App.tsx'
import './styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

watchPresence()
await Promise.all([startI18n(), ensureTemporal()])
createRoot(root).render(
  <StrictMode>
    <App {...startRouter()} />
  </StrictMode>,
)
