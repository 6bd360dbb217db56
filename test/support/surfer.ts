/** A browser without JavaScript over real HTTP, to several sites: cookies by origin, redirects, forms. */

export type Page = { readonly url: string; readonly status: number; readonly headers: Headers; readonly html: string }

export type Surfer = {
  /** Follows redirects, but none to where `hold` begins: then its address is that of the page, and nothing was asked there. */
  go(url: string, hold?: string): Promise<Page>
  /** Sends the first form of the page that goes to `action` (by a part of its address), with its hidden fields and these. */
  submit(page: Page, action: string, fields?: Readonly<Record<string, string>>, hold?: string): Promise<Page>
  /** Cookies of an origin, by name. */
  cookies(url: string): Map<string, string>
}

const REDIRECTS = 12

export function surfer(): Surfer {
  const jars = new Map<string, Map<string, string>>()

  function cookies(url: string): Map<string, string> {
    const { origin } = new URL(url)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }

  async function once(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...cookies(url)].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) cookies(url).delete(name)
      else cookies(url).set(name, value)
    }
    return response
  }

  async function follow(start: string, init: RequestInit, hold?: string): Promise<Page> {
    let url = start
    let response = await once(url, init)
    for (let i = 0; i < REDIRECTS && response.status >= 300 && response.status < 400; i += 1) {
      url = new URL(response.headers.get('location') ?? '', url).href
      if (hold !== undefined && url.startsWith(hold)) return { url, status: 0, headers: response.headers, html: '' }
      response = await once(url, {})
    }
    return { url, status: response.status, headers: response.headers, html: await response.text() }
  }

  return {
    cookies,
    go: (url, hold) => follow(url, {}, hold),
    submit(page, action, fields = {}, hold) {
      const form = [...page.html.matchAll(/<form[\s\S]*?<\/form>/g)]
        .map(([text]) => text)
        .find((text) => attribute(text, 'action')?.includes(action))
      if (!form) throw new Error(`no form to ${action} on ${page.url}: ${page.status}`)
      const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]): [string, string] => [
        attribute(input, 'name') ?? '',
        attribute(input, 'value') ?? '',
      ])
      const to = new URL(attribute(form, 'action') ?? '', page.url)
      to.hash = ''
      const body = new URLSearchParams([...hidden, ...Object.entries(fields)])
      return follow(to.href, { method: 'POST', body }, hold)
    },
  }
}

const attribute = (tag: string, name: string) =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
