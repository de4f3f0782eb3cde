import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { CardPage, type CardPageProps } from '../website/CardPage.tsx'
import { WebsitePage, type WebsitePageProps } from '../website/WebsitePage.tsx'
import { AddressPage, type AddressPageProps } from './AddressPage.tsx'
import { MessagePage, type MessagePageProps } from './MessagePage.tsx'
import { AppointmentPage, type AppointmentPageProps } from './AppointmentPage.tsx'

export type { AddressPageProps, CardPageProps, MessagePageProps, AppointmentPageProps, WebsitePageProps }

export function renderAppointmentPage(props: AppointmentPageProps): string {
  return documentOf(<AppointmentPage {...props} now={new Date()} />)
}

export function renderMessagePage(props: MessagePageProps): string {
  return documentOf(<MessagePage {...props} />)
}

export function renderAddressPage(props: AddressPageProps): string {
  return documentOf(<AddressPage {...props} />)
}

export function renderWebsite(props: WebsitePageProps): string {
  return documentOf(<WebsitePage {...props} now={new Date()} />)
}

export function renderCard(props: CardPageProps): string {
  return documentOf(<CardPage {...props} now={new Date()} />)
}

const documentOf = (page: ReactElement) => `<!doctype html>${renderToStaticMarkup(page)}`
