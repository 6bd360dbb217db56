/** Cookies of the console: bound to this host, to TLS and to what the browser itself sends (`__Host-`, RFC 6265bis). */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

export type CookieName = 'session' | 'login' | 'language'

/** `seconds` null: until the browser closes. */
export function giveCookie(c: Context, name: CookieName, value: string, seconds: number | null = null): void {
  const lasting = seconds === null ? {} : { maxAge: seconds }
  setCookie(c, name, value, { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', ...lasting })
}

export function cookieOf(c: Context, name: CookieName): string | undefined {
  const value = getCookie(c, name, 'host')
  return value === '' ? undefined : value
}

export function dropCookie(c: Context, name: CookieName): void {
  deleteCookie(c, name, { prefix: 'host', path: '/', secure: true })
}
