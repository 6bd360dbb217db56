/** `sluis demo --serve`, as a process of its own: the story to its end, and lines below it that work as they stand. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'

const LINE = /^curl -s '?(http[^' ]+)'? -H "\$(\w+)"(?: -H '[^']+' -d '([^']+)')?$/

let child: ReturnType<typeof start>
let told = ''
function start(port: number) {
  const args = ['--import', 'tsx', 'src/cli.ts', 'demo', '--serve', '--port', String(port)]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

beforeAll(async () => {
  child = start(await freePort())
  child.stdout.setEncoding('utf8')
  for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
    told += String(text)
    // Its last line, and the whole of it.
    if (/\nDe console: \S+\n$/.test(told)) break
  }
})
afterAll(() => void child.kill('SIGTERM'))

it('tells the whole story, plainly where there is no terminal', () => {
  const chapters = [...told.matchAll(/^== (.*)$/gm)].map(([, title]) => String(title).split(':')[0])
  expect(chapters).toEqual([
    'Vooraf',
    'Een signaal',
    'S04A',
    'De casus gaat verder',
    'S05A',
    'Na een hit',
    'S07',
    'S22',
    'S13A',
    'Het logboek',
    'Het bewijs',
    'Vergeten',
    'Wat bewezen was, blijft bewezen',
    'Eén bit anders, in een kopie',
  ])
  expect(told).not.toContain('\u001b')
})

it('ends with proofs that hold before and after the person is forgotten, and one bit that is found', () => {
  const [, before = '', forgotten = '', after = '', flipped = ''] = told.split(
    /^== (?=Het bewijs|Vergeten|Wat bewezen|Eén bit)/m,
  )
  for (const act of [before, after]) {
    expect(act.match(/^ {2}\+ (entry-included|disclosure-received|receipt-signed) /gm)).toHaveLength(4)
    expect(act).not.toMatch(/^ {2}[!-] /m)
  }
  expect(forgotten).toContain('opnieuw berekenen: erased')
  expect(after).toMatch(/^ {2}\+ consistent /m)
  expect(after).toMatch(/iets gewist is .*: [1-9]\d*\n {2}niets gevonden/)
  expect(flipped).toMatch(/^ {2}entry-altered /m)
})

it('names the article and the certainty of each reason, and says in Dutch what happens to a field', () => {
  expect(told).toContain('(AVG 9, UAVG 22 tot en met 30; U1)')
  expect(told).toContain('iban: deels verborgen (mask)  [AVG-02]')
  expect(told).toContain('hit: wacht (waiting)  [BGP-05]')
})

it('leaves lines to try, and each works as it stands', async () => {
  const variables = new Map(
    [...told.matchAll(/^(\w+)='authorization: (.*)'$/gm)].map(([, name, value]) => [name, value]),
  )
  expect(told.trimEnd()).toMatch(/\nDe console: http:\/\/127\.0\.0\.1:\d+\/console$/)
  const lines = told.split('\n').filter((line) => line.startsWith('curl '))
  const answers: unknown[] = []
  for (const line of lines) {
    const [, url = '', bearer, body] = line.match(LINE) ?? []
    const headers = { authorization: variables.get(bearer ?? '') ?? '', 'content-type': 'application/json' }
    const reply = await fetch(url, { headers, ...(body === undefined ? {} : { method: 'POST', body }) })
    const document = (await reply.json()) as { outcome?: string; items?: unknown[] }
    answers.push([reply.status, document.outcome ?? (document.items ? document.items.length > 0 : null)])
  }
  expect(answers).toEqual([
    [201, 'permit'],
    [201, 'review'],
    [201, 'deny'],
    [200, 'permit'],
    [200, true],
    [200, null],
    [200, true],
  ])
})

it('stops on Ctrl-C and leaves nothing behind', async () => {
  const [, folder = ''] = told.match(/SLUIS_KEYS_DIR=(\S+)\/keys /) ?? []
  expect(existsSync(folder)).toBe(true)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(existsSync(folder)).toBe(false)
})
