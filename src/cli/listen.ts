/** Listening on an address of this machine, and saying why that does not work. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { isIP } from 'node:net'

/** Cannot be reached where it should be: another process has the port, or the address is none of this machine. */
export class ListenFailure extends Error {
  override readonly name = 'ListenFailure'
}

/** `setting`: what names the port. */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  setting: string,
): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const hint = code === 'EADDRINUSE' ? `: it is taken, set ${setting}` : ''
    throw new ListenFailure(`cannot listen on ${host}:${port} (${code})${hint}`, { cause: error })
  }
}

/** As an address of a listener stands in a URL (RFC 3986, 3.2.2). */
export function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}
