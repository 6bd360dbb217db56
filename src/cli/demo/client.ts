/** A small HTTP client for the demo: everything shown comes from the running server. */

export type Reply = { readonly status: number; readonly body: Record<string, unknown> }
export type Api = {
  post(path: string, body?: unknown): Promise<Reply>
  get(path: string): Promise<Reply>
}

/** Speaks to the server as the bearer of one token. */
export function apiOf(base: string, token: string): Api {
  const call = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    post: (path, body) => call('POST', path, body),
    get: (path) => call('GET', path),
  }
}
