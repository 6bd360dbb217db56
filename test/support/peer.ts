/** A party outside the broker: a real HTTP server that counts what it is asked, answers as told, goes down and comes back. */
import { createServer, type RequestListener, type Server } from 'node:http'
import { freePort } from './free-port.ts'

export type Peer = {
  readonly url: string
  /** What is done with each question from now on. */
  answer: RequestListener
  /** Questions that came in. */
  asked: number
  down(): Promise<void>
  /** On the port it had before. */
  up(): Promise<void>
}

/** JSON, whatever is asked. */
export const giving =
  (document: unknown, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document))
  }

export async function startPeer(answer: RequestListener): Promise<Peer> {
  let server: Server | undefined
  // It keeps the port while it is down, so that nobody else may get it meanwhile.
  const port = await freePort()
  async function up(): Promise<void> {
    const opened = createServer((request, response) => {
      peer.asked += 1
      // The question is read to its end, so that an answer is never taken for a connection that broke.
      request.resume().on('end', () => peer.answer(request, response))
    })
    await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve))
    server = opened
  }
  const peer = {
    url: '',
    answer,
    asked: 0,
    up,
    async down() {
      const closing = server
      server = undefined
      if (!closing) return
      const closed = new Promise((resolve) => closing.close(resolve))
      closing.closeAllConnections()
      await closed
    },
  }
  await up()
  peer.url = `http://127.0.0.1:${port}`
  return peer
}
