import { logoUrl } from './logo-url.ts'

/** The logo beside a written name, for eyes alone; nothing where there is none. On white: that is what logos are drawn for. */
export function LogoMark({ of }: { of: Parameters<typeof logoUrl>[0] }) {
  const url = logoUrl(of)
  return url && <img src={url} alt="" className="h-6 max-w-20 shrink-0 rounded-sm bg-white object-contain p-0.5" />
}
