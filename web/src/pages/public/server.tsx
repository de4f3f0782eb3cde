import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { MessagePage, type MessagePageProps } from './MessagePage.tsx'
import { VisitPage, type VisitPageProps } from './VisitPage.tsx'

export type { MessagePageProps, VisitPageProps }

/** The visit behind a mailed link, as a whole HTML document. */
export function renderVisitPage(props: VisitPageProps): string {
  return documentOf(<VisitPage {...props} now={new Date()} />)
}

/** "Not found" and "away for a moment", as a whole HTML document. */
export function renderMessagePage(props: MessagePageProps): string {
  return documentOf(<MessagePage {...props} />)
}

const documentOf = (page: ReactElement) => `<!doctype html>${renderToStaticMarkup(page)}`
