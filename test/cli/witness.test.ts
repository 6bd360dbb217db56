/** `sluis witness`: its key, wrong use, and the protocol over a real socket. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { EXIT } from '../../src/cli/help.ts'
import { witnessApp } from '../../src/cli/witness/serve.ts'
import { WITNESS_HELP, witnessCommand } from '../../src/cli/witness.ts'
import { LIMITS } from '../../src/limits.ts'
import { openCheckpoint } from '../../src/log/tree/checkpoint.ts'
import { cosignatureVerifier } from '../../src/log/tree/cosignature.ts'
import { LOG, NOTE_CRYPTO } from '../log/tree/signers.ts'
import { noteOf, submission, witnessKey } from '../log/witness/logs.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-witness-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const NAME = 'witness.example/w1'
function start(args: readonly string[], stopped?: Promise<unknown>) {
  const [out, err]: [string[], string[]] = [[], []]
  const io = { env: {}, out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) }
  return { out, err, code: witnessCommand(args, io, stopped) }
}
const dirOf = (name: string) => join(folder, name)

describe('sluis witness key', () => {
  it('prints the key of the witness, the same every time, once it was made', async () => {
    const args = ['key', '--dir', dirOf('a'), '--name', NAME]
    await expect(start(args).code).rejects.toMatchObject({ name: 'KeyFolderError' })
    const made = start([...args, '--create'])
    expect(await made.code).toBe(EXIT.ok)
    const again = start(args)
    await again.code
    expect(again.out).toEqual(made.out)
    const verifier = cosignatureVerifier(NOTE_CRYPTO, String(made.out[0]).trim())
    expect(verifier?.name).toBe(NAME)
  })
})

describe('wrong use', () => {
  const good = () => ['serve', '--dir', dirOf('b'), '--name', NAME, '--log', LOG.verifierKey, '--create']
  const without = (flag: string) => good().filter((one, i, all) => one !== flag && all[i - 1] !== flag)
  const cases: readonly (readonly [string, () => string[]])[] = [
    ['no command', () => without('serve')],
    ['another command', () => ['frob', ...without('serve')]],
    ['no folder', () => without('--dir')],
    ['no name', () => without('--name')],
    ['a name with spaces', () => good().map((one) => (one === NAME ? 'a b' : one))],
    ['no log', () => without('--log')],
    ['a log that is none', () => [...good(), '--log', 'x+00000000+AAAA']],
    ['the key of a witness for a log', () => [...good(), '--log', witnessKey(1).verifierKey]],
    ['a port that is none', () => [...good(), '--port', '65536']],
  ]
  it.each(cases)('is %s', async (_, args) => {
    await expect(start(args()).code).rejects.toMatchObject({ name: 'UsageError' })
  })

  it('has its help in two languages', () => {
    expect(WITNESS_HELP).toContain('cosigns checkpoints')
    expect(WITNESS_HELP).toContain('medeondertekent controlepunten')
    expect(WITNESS_HELP).toMatch(/Exit: 0 /)
  })
})

describe('sluis witness serve', () => {
  const serving = async (dir: string, use: (base: string, key: string) => Promise<void>) => {
    let stop: (value?: unknown) => void = () => undefined
    const stopped = new Promise((resolve) => {
      stop = resolve
    })
    const args = ['serve', '--dir', dirOf(dir), '--name', NAME, '--log', LOG.verifierKey, '--create', '--port', '0']
    const { out, code } = start(args, stopped)
    await expect.poll(() => out.length).toBe(2)
    try {
      await use(String(out[1]).match(/http:\S+/)?.[0] ?? '', String(out[0]).trim())
    } finally {
      stop()
      expect(await code).toBe(EXIT.ok)
    }
  }
  const post = (base: string, body: string) => fetch(`${base}/add-checkpoint`, { method: 'POST', body })

  it('cosigns, answers a conflict with the size it knows, and remembers it after another start', async () => {
    await serving('c', async (base, key) => {
      const answer = await post(base, submission(0, 300))
      const verifier = cosignatureVerifier(NOTE_CRYPTO, key)
      if (!verifier) throw new Error('no key')
      expect(answer.status).toBe(200)
      const opened = openCheckpoint(noteOf(300) + (await answer.text()), LOG, [verifier])
      expect(opened.ok && opened.signatures).toHaveLength(2)
      const second = start(['serve', '--dir', dirOf('c'), '--name', NAME, '--log', LOG.verifierKey])
      await expect(second.code).rejects.toThrow('another witness')
    })
    await serving('c', async (base) => {
      const conflict = await post(base, submission(0, 512))
      expect([conflict.status, conflict.headers.get('content-type'), await conflict.text()]).toEqual([
        409,
        'text/x.tlog.size',
        '300\n',
      ])
    })
  })

  it('says that its port is taken', async () => {
    await serving('f', async (base) => {
      const port = new URL(base).port
      const args = ['serve', '--dir', dirOf('g'), '--name', NAME, '--log', LOG.verifierKey, '--create', '--port', port]
      await expect(start(args).code).rejects.toMatchObject({
        name: 'ListenFailure',
        message: expect.stringContaining('--port'),
      })
    })
  })

  it('lets only one of two at once go on from the same size', async () => {
    await serving('d', async (base) => {
      await post(base, submission(0, 300))
      const answers = await Promise.all([400, 500, 512].map((size) => post(base, submission(300, size))))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    })
  })

  it('says nothing to who asks for anything else', async () => {
    await serving('e', async (base) => {
      for (const [path, method, status] of [
        ['/', 'GET', 404],
        ['/add-checkpoint', 'GET', 404],
        ['/add-checkpoint', 'POST', 400],
        ['/checkpoint', 'GET', 404],
      ] as const) {
        const answer = await fetch(base + path, { method })
        expect([path, answer.status, await answer.text()]).toEqual([path, status, ''])
      }
      expect((await post(base, 'x'.repeat(LIMITS.witnessRequestBytes + 1))).status).toBe(413)
    })
  })

  it('says that it failed, signs nothing and goes on when it cannot store', async () => {
    let broken = true
    const failed = vi.fn()
    const app = witnessApp(
      {
        add() {
          if (broken) throw new Error('disk full at /var/secret')
          return { status: 404 }
        },
      },
      failed,
    )
    const ask = () => app.request('/add-checkpoint', { method: 'POST', body: submission(0, 3) })
    const answer = await ask()
    expect([answer.status, await answer.text(), failed.mock.calls.length]).toEqual([500, '', 1])
    broken = false
    expect((await ask()).status).toBe(404)
  })
})
