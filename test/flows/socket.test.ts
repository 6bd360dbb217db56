/** Bodies over a real socket, sent in ways that no client library sends them: answered, refused or cut off, never a fault. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import type { Event } from '../../src/events.ts'
import { LIMITS } from '../../src/limits.ts'
import { openGarage } from '../support/garage.ts'
import { type Listening, listen } from '../support/listen.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let listening: Listening
let token: string
let question: string
const events: Event[] = []
beforeAll(async () => {
  world = await openWorld({ observe: (event) => events.push(event) })
  const { caseId } = await openGarage(world, 'B2')
  token = await world.token(PEOPLE.asker)
  question = JSON.stringify(municipal(caseId, 'VERG/vergunningen', 'HITNOHIT'))
  listening = await listen(world.node.app)
})
afterAll(async () => {
  expect(events.filter((event) => event.type === 'fault')).toEqual([])
  await listening.close()
  await world.close()
})

const head = (...headers: readonly string[]) =>
  [
    'POST /v1/inquiries HTTP/1.1',
    'Host: sluis.example',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n')

/** What came back for these bytes, until the broker closes the connection, or we do right after sending. */
function send(bytes: string, hangUp = false): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(new URL(listening.origin).port), '127.0.0.1')
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(bytes, () => {
      if (hangUp) setTimeout(() => socket.destroy(), 50)
    })
  })
}
const statusOf = (answer: string) => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]
const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`

it('of their length, or in pieces, are questions', async () => {
  for (const bytes of [
    head(`Content-Length: ${question.length}`) + question,
    head('Transfer-Encoding: chunked') + chunked(question),
    head(`Content-Length: ${LIMITS.bodyBytes}`) + question.padEnd(LIMITS.bodyBytes),
  ]) {
    expect(statusOf(await send(bytes))).toBe('201')
  }
})

it('of two lengths, of none that is a number, or of both kinds are no request at all', async () => {
  const before = await world.node.ports.ledger.size()
  const { length } = question
  for (const bytes of [
    head(`Content-Length: ${length}`, 'Transfer-Encoding: chunked') + chunked(question),
    head('Transfer-Encoding: chunked', `Content-Length: ${length}`) + chunked(question),
    head(`Content-Length: ${length}`, `Content-Length: ${length}`) + question,
    head(`Content-Length: ${length}, ${length}`) + question,
    head(`Content-Length: +${length}`) + question,
    head('Content-Length: 0x10') + question,
    head('Transfer-Encoding: chunked') + question,
  ]) {
    expect(statusOf(await send(bytes))).toBe('400')
  }
  expect(await world.node.ports.ledger.size()).toBe(before)
})

it('beyond the bound are refused, also when only their header says so', async () => {
  for (const bytes of [
    head(`Content-Length: ${LIMITS.bodyBytes + 1}`) + question,
    head('Transfer-Encoding: chunked') + chunked(question.padEnd(LIMITS.bodyBytes + 1)),
  ]) {
    expect(statusOf(await send(bytes))).toBe('413')
  }
})

it('that break off are not asked, and are no fault of the broker', async () => {
  const before = await world.node.ports.ledger.size()
  for (const bytes of [
    head(`Content-Length: ${question.length + 1}`) + question,
    head('Transfer-Encoding: chunked') + chunked(question).slice(0, -5),
    head(`Content-Length: ${question.length}`),
  ]) {
    await send(bytes, true)
  }
  // An answer to a later question: those before it have been dealt with.
  expect(statusOf(await send(head(`Content-Length: ${question.length}`) + question))).toBe('201')
  expect(await world.node.ports.ledger.size()).toBe(before + 1)
})
