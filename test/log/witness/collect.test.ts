/** Collecting cosignatures: enough of them, kept; whoever is slow, gone or lying costs nothing; who contradicts is an alarm. */
import { describe, expect, it, vi } from 'vitest'
import { LIMITS } from '../../../src/limits.ts'
import { openCheckpoint } from '../../../src/log/tree/checkpoint.ts'
import { publishedTree } from '../../../src/log/witness/published.ts'
import { LOG } from '../tree/signers.ts'
import { type Answering, answerOf, askedOf, gone, type Log, type Scene, sceneOf } from './collecting.ts'
import { FORKED, memory, noteOf, submission, witness } from './logs.ts'

/** Size of what is kept, and who cosigned it. */
function kept(log: Log): readonly [number, ...string[]] | undefined {
  if (log.kept === undefined) return undefined
  const opened = openCheckpoint(
    log.kept,
    LOG,
    askedOf(5).map(({ verifier }) => verifier),
  )
  if (!opened.ok) throw new Error(opened.reason)
  return [opened.value.size, ...opened.signatures.slice(1).map(({ name }) => name.replace('witness.example/', ''))]
}
/** Answers when it is told to. */
function later(behind: Answering) {
  let go: () => void = () => undefined
  const told = new Promise<void>((resolve) => {
    go = resolve
  })
  const answering = (async (body: string) => {
    await told
    return behind(body)
  }) as unknown as Answering
  return { answering, go: () => go() }
}
const grow = async (scene: Scene, size: number) => {
  scene.log.size = size
  await scene.collector.catchUp()
}

describe('a checkpoint', () => {
  it('is kept with the signatures of enough witnesses, and so is each that goes on from it', async () => {
    const scene = sceneOf(3, 3)
    await scene.collector.catchUp()
    expect(kept(scene.log)).toEqual([300, 'w1', 'w2', 'w3'])
    await grow(scene, 301)
    await grow(scene, 512)
    expect(kept(scene.log)).toEqual([512, 'w1', 'w2', 'w3'])
    expect(scene.sent).toEqual([
      [0, 300, 301],
      [0, 300, 301],
      [0, 300, 301],
    ])
    expect(scene.faults).toEqual([])
  })

  it('is not sent again once everybody cosigned it', async () => {
    const scene = sceneOf(1, 1)
    await scene.collector.catchUp()
    await scene.collector.catchUp()
    expect(scene.sent).toEqual([[0]])
  })

  it('of a log without entries is cosigned as well', async () => {
    const scene = sceneOf(1, 1, 0)
    await scene.collector.catchUp()
    await grow(scene, 5)
    expect([kept(scene.log), scene.faults]).toEqual([[5, 'w1'], []])
  })

  it('is not kept while too few cosigned it, and then with all of them', async () => {
    const scene = sceneOf(3, 2)
    scene.behind[0] = gone
    scene.behind[1] = gone
    await scene.collector.catchUp()
    expect(kept(scene.log)).toBeUndefined()
    scene.behind[0] = answerOf(witness(1))
    scene.now += LIMITS.witnessRetryMs
    await scene.collector.catchUp()
    expect(kept(scene.log)).toEqual([300, 'w1', 'w3'])
    expect(scene.sent[2]).toEqual([0])
  })

  it('waits for nobody but its quorum, and gains who comes later', async () => {
    const scene = sceneOf(3, 2)
    const { answering, go } = later(answerOf(witness(3)))
    scene.behind[2] = answering
    await scene.collector.catchUp()
    expect(kept(scene.log)).toEqual([300, 'w1', 'w2'])
    await grow(scene, 400)
    expect(kept(scene.log)).toEqual([400, 'w1', 'w2'])
    expect(scene.sent[2]).toEqual([0])
    go()
    const asked = async () => {
      await scene.collector.catchUp()
      return scene.sent[2]?.length
    }
    await expect.poll(asked).toBe(2)
    await scene.collector.stop()
    expect(kept(scene.log)).toEqual([400, 'w1', 'w2', 'w3'])
  })

  it('goes on from what a witness has after another start of either', async () => {
    const scene = sceneOf(1, 1)
    const store = memory()
    const before = witness(1, store)
    before.add(submission(0, 200))
    scene.behind[0] = answerOf(before)
    await scene.collector.catchUp()
    expect(scene.sent).toEqual([[0, 200]])
    scene.behind[0] = answerOf(witness(1, memory()))
    await grow(scene, 400)
    expect([scene.sent, kept(scene.log), scene.faults]).toEqual([[[0, 200, 300, 0]], [400, 'w1'], []])
  })
})

describe('a witness', () => {
  it.each<readonly [string, Answering, string]>([
    ['that is gone', gone, 'unreachable'],
    ['that does not know this log', answerOf(witness(1, memory(), [])), 'refused'],
    ['that does not know its key', () => ({ status: 403, text: '' }), 'refused'],
    ['that fails', () => ({ status: 500, text: 'secret' }), 'unreachable'],
    ['that redirects nowhere', () => ({ status: 204, text: '' }), 'malformed'],
    ['whose size is none', () => ({ status: 409, text: 'many\n' }), 'malformed'],
    ['that always has another size', () => ({ status: 409, text: `${flip()}\n` }), 'malformed'],
    [
      'that says the size it was sent',
      (body) => ({ status: 409, text: body.match(/^old (.+\n)/)?.[1] ?? '' }),
      'malformed',
    ],
    ['that signs with another key', answerOf(witness(2)), 'invalid'],
    ['that signs something else', () => answerOf(witness(1))(submission(0, 5)), 'invalid'],
    ['that signs nothing', () => ({ status: 200, text: '' }), 'invalid'],
  ])('%s is not counted, and not asked again before its time', async (_, answering, code) => {
    const scene = sceneOf(1, 1)
    scene.behind[0] = answering
    await scene.collector.catchUp()
    expect([kept(scene.log), scene.faults]).toEqual([undefined, [`witness ${code}`]])
    const asked = scene.sent[0]?.length ?? 0
    scene.now += LIMITS.witnessRetryMs - 1
    await scene.collector.catchUp()
    expect(scene.sent[0]).toHaveLength(asked)
    scene.behind[0] = answerOf(witness(1))
    scene.now += 1
    await scene.collector.catchUp()
    expect(kept(scene.log)).toEqual([300, 'w1'])
  })

  it('that stays away is asked less and less often, but at least so often', async () => {
    const scene = sceneOf(1, 1)
    scene.behind[0] = gone
    const times: number[] = []
    for (; scene.now <= 400_000; scene.now += 1_000) {
      const before = scene.faults.length
      await scene.collector.catchUp()
      if (scene.faults.length > before) times.push(scene.now)
    }
    const waits = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(waits.slice(0, 3)).toEqual([1, 2, 4].map((n) => n * LIMITS.witnessRetryMs))
    expect(Math.max(...waits)).toBe(LIMITS.witnessRetryMostMs)
  })

  it('that never answers holds up neither the end nor the others for longer than its time', async () => {
    const scene = sceneOf(2, 1)
    scene.behind[1] = later(gone).answering
    await scene.collector.catchUp()
    expect(kept(scene.log)).toEqual([300, 'w1'])
    await scene.collector.stop()
    expect(scene.faults).toEqual([])
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort())
    const other = sceneOf(1, 1)
    other.behind[0] = later(gone).answering
    timeout.mockImplementation((ms) => {
      const soon = new AbortController()
      setTimeout(() => soon.abort(), ms === LIMITS.witnessTimeoutMs ? 1 : 60_000)
      return soon.signal
    })
    await other.collector.catchUp()
    timeout.mockRestore()
    expect(other.faults).toEqual(['witness unreachable'])
  })

  it('that knows a larger tree is an alarm, and is asked anew', async () => {
    const scene = sceneOf(2, 1)
    const store = memory()
    const one = witness(1, store)
    one.add(submission(0, 400))
    scene.behind[0] = answerOf(one)
    await scene.collector.catchUp()
    expect([kept(scene.log), scene.faults]).toEqual([[300, 'w2'], ['witness witness-ahead']])
    scene.now += LIMITS.witnessRetryMostMs
    await grow(scene, 500)
    expect(kept(scene.log)).toEqual([500, 'w1', 'w2'])
  })

  it('that knows a larger tree of another broker over the same database is none', async () => {
    const scene = sceneOf(1, 1)
    const one = witness(1)
    scene.behind[0] = (body) => {
      if (scene.log.size === 300) {
        scene.log.size = 400
        one.add(submission(0, 400))
      }
      return answerOf(one)(body)
    }
    await scene.collector.catchUp()
    await scene.collector.catchUp()
    expect([kept(scene.log), scene.faults]).toEqual([[400, 'w1'], []])
  })

  it.each([
    ['larger', 350, FORKED],
    ['of the same size', 300, FORKED],
    ['smaller', 250, FORKED.map((leaf, i) => (i === 0 ? new Uint8Array(32) : leaf))],
  ])(
    'that saw another tree than the one in the database, %s, is an alarm and does not cosign it',
    async (_, size, all) => {
      const scene = sceneOf(1, 1)
      await scene.collector.catchUp()
      scene.log.all = all
      await grow(scene, size)
      expect(kept(scene.log)?.[0]).toBe(300)
      expect(scene.faults).toEqual([`witness witness-${size < 300 ? 'ahead' : 'differs'}`])
    },
  )
})

let turn = 0
const flip = () => {
  turn += 1
  return 1 + (turn % 2)
}

describe('signatures that cannot be kept', () => {
  it('are collected again', async () => {
    const scene = sceneOf(1, 1)
    scene.log.broken = true
    await scene.collector.catchUp()
    expect([kept(scene.log), scene.faults]).toEqual([undefined, ['witness failed']])
    scene.log.broken = false
    scene.now += LIMITS.witnessRetryMs
    await scene.collector.catchUp()
    expect([kept(scene.log), scene.sent]).toEqual([[300, 'w1'], [[0, 300]]])
  })
})

describe('what is shown to others', () => {
  const shown = async (quorum: number, note: string | undefined) => {
    const { log } = sceneOf(3, quorum)
    log.kept = note
    return publishedTree(log, LOG, { quorum, asked: askedOf(3) }).checkpoint()
  }

  it('is the last checkpoint that enough witnesses cosigned, while the log goes on', async () => {
    const scene = sceneOf(3, 2)
    const tree = publishedTree(scene.log, LOG, { quorum: 2, asked: askedOf(3) })
    expect(await tree.checkpoint()).toBeUndefined()
    await scene.collector.catchUp()
    const first = await tree.checkpoint()
    expect(first).toBe(scene.log.kept)
    scene.behind.fill(gone)
    await grow(scene, 400)
    expect(await tree.checkpoint()).toBe(first)
    scene.log.kept = noteOf(400)
    expect(await tree.checkpoint()).toBeUndefined()
  })

  it('counts witnesses that are asked, each once, and nobody else', async () => {
    const line = (n: number) => {
      const answer = witness(n).add(submission(0, 300))
      return 'body' in answer ? answer.body : ''
    }
    const one = line(1)
    expect(await shown(1, noteOf(300) + one)).toBeDefined()
    expect(await shown(2, noteOf(300) + one)).toBeUndefined()
    expect(await shown(2, noteOf(300) + one + one)).toBeUndefined()
    expect(await shown(2, noteOf(300) + one + line(4))).toBeUndefined()
    expect(await shown(2, noteOf(300) + one + line(2))).toBeDefined()
    expect(await shown(1, noteOf(301) + one)).toBeUndefined()
    expect(await shown(1, undefined)).toBeUndefined()
  })
})

describe('start and stop', () => {
  it('follows by itself, within a second, until it is stopped', async () => {
    const timers = vi.spyOn(globalThis, 'setInterval')
    const scene = sceneOf(1, 1)
    scene.collector.start()
    expect(timers.mock.lastCall?.[1]).toBeLessThanOrEqual(1_000)
    timers.mockRestore()
    await expect.poll(() => kept(scene.log)).toEqual([300, 'w1'])
    await scene.collector.stop()
  })
})
