import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { AddressPage, type AddressPageProps } from './AddressPage.tsx'
import { MessagePage, type MessagePageProps } from './MessagePage.tsx'
import { AppointmentPage, type AppointmentPageProps } from './AppointmentPage.tsx'

export type { AddressPageProps, MessagePageProps, AppointmentPageProps }

export function renderAppointmentPage(props: AppointmentPageProps): string {
  return documentOf(<AppointmentPage {...props} now={new Date()} />)
}

export function renderMessagePage(props: MessagePageProps): string {
  return documentOf(<MessagePage {...props} />)
}

export function renderAddressPage(props: AddressPageProps): string {
  return documentOf(<AddressPage {...props} />)
}

const documentOf = (page: ReactElement) => `<!doctype html>${renderToStaticMarkup(page)}`
