/** A broker whose log got a new key, and one that was put back from an older backup: what others kept still verifies. */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../src/cli/demo/people.ts'
import { municipal } from '../../src/cli/demo/questions.ts'
import { EXIT } from '../../src/cli/help.ts'
import { logCommand } from '../../src/cli/log.ts'
import { type Receipt, receiptSchema } from '../../src/domain/receipt.ts'
import { type Claim, claimsOf } from '../../src/log/evidence.ts'
import { keysDocumentSchema, readSuccession, type Step, trustedKeys } from '../../src/log/succession.ts'
import { noteVerifier } from '../../src/log/tree/note.ts'
import { parseProof } from '../../src/log/tree/tlog-proof.ts'
import { createNode, type SluisNode } from '../../src/node.ts'
import { NOTE_CRYPTO, ORIGIN } from '../log/tree/signers.ts'
import { callsTo, openWorld, type World } from '../support/world.ts'

let world: World
let node: SluisNode
beforeEach(async () => {
  world = await openWorld()
  node = world.node
})
afterEach(async () => {
  await node.close().catch(() => undefined)
  await world.close()
})

const text = async (path: string) => (await node.app.request(`/v1/log/${path}`)).text()
const sizeOf = (note: string) => Number(note.split('\n')[1])
const covers = (size: number) => expect.poll(async () => sizeOf(await text('checkpoint'))).toBeGreaterThanOrEqual(size)

/** A refusal is enough: it has a receipt. */
async function ask(): Promise<Receipt> {
  const token = await world.token(PEOPLE.asker)
  const body = municipal('geen-casus', 'VERG/vergunningen', 'HITNOHIT')
  return receiptSchema.parse((await callsTo(node.app)(token, 'POST', '/v1/inquiries', body)).body.receipt)
}
async function proofOf({ decision }: Receipt) {
  await covers(decision.index + 1)
  const token = await world.token(PEOPLE.asker)
  const { body } = await callsTo(node.app)(token, 'GET', `/v1/log/entries/${decision.id}`)
  const proof = parseProof(String(body.proof))
  if (!proof) throw new Error('no proof')
  return proof
}
async function restart(): Promise<void> {
  await world.stop()
  await node.close().catch(() => undefined)
  node = await createNode(world.options)
}
async function command(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const { dataDir, keysDir, anchorDir } = world.options
  const env = {
    SLUIS_DATA_DIR: dataDir,
    SLUIS_KEYS_DIR: keysDir,
    SLUIS_ANCHOR_DIR: anchorDir ?? '',
    SLUIS_ORIGIN: ORIGIN,
  }
  const io = { env, out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) }
  return { code: await logCommand(args, io), out: out.join(''), err: err.join('') }
}
/** What somebody sees who was given one key, and reads the document of keys. */
async function claims(key: string, evidence: Partial<Parameters<typeof claimsOf>[1]>): Promise<Claim[]> {
  const given = noteVerifier(NOTE_CRYPTO, key)
  const { successions } = keysDocumentSchema.parse(JSON.parse(await text('keys')))
  const steps = successions.map((note) => readSuccession(NOTE_CRYPTO, note))
  if (!given) throw new Error('no key')
  const known = steps.flatMap((step): Step[] => (step ? [step] : []))
  return claimsOf(
    { sha256: NOTE_CRYPTO.sha256, log: trustedKeys([given], known), witnesses: [] },
    {
      receipt: null,
      proofs: [],
      disclosure: undefined,
      checkpoints: [],
      consistency: [],
      successions: steps,
      ...evidence,
    },
  )
}
const verdicts = (all: readonly Claim[]) => all.map(({ code, holds }) => `${code} ${holds}`)

describe('a new key', () => {
  it('leaves everything verifiable that was handed out, from either key', async () => {
    const receipt = await ask()
    const proof = await proofOf(receipt)
    const old = node.ports.log.verifierKey
    await world.stop()
    const rotated = await command('key', 'rotate')
    expect([rotated.code, rotated.err.split('\n').at(-2)]).toEqual([EXIT.ok, 'klaar / done'])
    await restart()
    const { verifierKey } = node.ports.log
    expect([rotated.out.split('\n')[0], verifierKey === old]).toEqual([verifierKey, false])
    const later = await ask()
    expect(later.origin).toBe(ORIGIN)
    const first = sizeOf(proof.checkpoint)
    const token = await world.token(PEOPLE.asker)
    const laterProof = await proofOf(later)
    const consistency = await callsTo(node.app)(
      token,
      'GET',
      `/v1/log/consistency?first=${first}&second=${sizeOf(laterProof.checkpoint)}`,
    )
    const hashes = (consistency.body.proof as string[]).map((one) => Buffer.from(one, 'base64'))
    const between = { first, second: sizeOf(laterProof.checkpoint), proof: hashes }
    for (const key of [old, verifierKey]) {
      const held = [
        'key-succeeded true',
        'receipt-signed true',
        'checkpoint-signed true',
        'entry-included true',
        'leaf-of-entry true',
      ]
      expect(verdicts(await claims(key, { receipt, proofs: [proof] }))).toEqual(held)
      expect(verdicts(await claims(key, { receipt: later, proofs: [laterProof] }))).toEqual(held)
      const both = await claims(key, { checkpoints: [proof.checkpoint, laterProof.checkpoint], consistency: [between] })
      expect(verdicts(both)).toEqual([
        'key-succeeded true',
        'checkpoint-signed true',
        'checkpoint-signed true',
        'consistent true',
      ])
    }
  })

  it('is what verify follows, and the document of keys the same as over HTTP', async () => {
    await covers(1)
    const [kept, old] = [await text('checkpoint'), node.ports.log.verifierKey]
    await world.stop()
    await command('key', 'rotate')
    const file = (name: string) => join(world.folder, name)
    writeFileSync(file('kept'), kept)
    expect((await command('verify', '--kept', file('kept'))).code).toBe(EXIT.ok)
    const document = (await command('key', '--all')).out
    await restart()
    expect(JSON.parse(document)).toEqual(JSON.parse(await text('keys')))
    await node.close()
    writeFileSync(file('keys.json'), document)
    const { verifierKey } = node.ports.log
    for (const given of [
      ['--key', old, '--keys', file('keys.json')],
      ['--key', old, '--key', verifierKey],
    ])
      expect((await command('verify', ...given, '--kept', file('kept'))).code).toBe(EXIT.ok)
    const alone = await command('verify', '--key', verifierKey, '--kept', file('kept'))
    expect([alone.code, alone.out]).toEqual([EXIT.refused, expect.stringContaining('kept-forged')])
    const bent = {
      ...JSON.parse(document),
      successions: [JSON.parse(document).successions[0].replace('"size":', '"size":1')],
    }
    writeFileSync(file('keys.json'), JSON.stringify(bent))
    await expect(command('verify', '--keys', file('keys.json'))).rejects.toThrow('not signed by both keys')
  })

  it('is not made beside a running server', async () => {
    await expect(command('key', 'rotate')).rejects.toMatchObject({ kind: 'locked' })
    await expect(command('anchor', 'adopt')).rejects.toMatchObject({ kind: 'locked' })
    await expect(command('acknowledge-rollback', '--close', ORIGIN)).rejects.toMatchObject({ kind: 'locked' })
  })
})

describe('an older database that is put back', () => {
  /** As somebody copies it from under a running server: the database with its write-ahead log. */
  async function rolledBack() {
    const kept = await ask()
    const keptProof = await proofOf(kept)
    const { dataDir } = world.options
    cpSync(dataDir, join(world.folder, 'backup'), { recursive: true })
    expect(existsSync(join(world.folder, 'backup', 'sluis.db-wal'))).toBe(true)
    const lost = await ask()
    const lostProof = await proofOf(lost)
    await world.stop()
    rmSync(dataDir, { recursive: true })
    cpSync(join(world.folder, 'backup'), dataDir, { recursive: true })
    return { kept, keptProof, lost, lostProof }
  }

  it('is refused, and leaves nothing open', async () => {
    await rolledBack()
    for (let i = 0; i < 2; i += 1)
      await expect(createNode(world.options)).rejects.toMatchObject({
        name: 'StartFailure',
        message: expect.stringMatching(/^the database is older than what was signed/),
      })
    await expect(command('key', 'rotate')).rejects.toThrow('older than what was signed')
    await expect(command('acknowledge-rollback')).rejects.toThrow('--close')
    await expect(command('acknowledge-rollback', '--close', 'sluis.example/other')).rejects.toThrow(
      `this log is ${ORIGIN}`,
    )
  })

  it('goes on under another name once that is acknowledged; nothing that was signed is denied', async () => {
    const { kept, keptProof, lost, lostProof } = await rolledBack()
    const old = node.ports.log.verifierKey
    const closed = await command('acknowledge-rollback', '--close', ORIGIN)
    expect([closed.code, closed.err.split('\n').at(-2)]).toEqual([EXIT.ok, 'klaar / done'])
    expect(closed.out).toContain(`${ORIGIN}/2+`)
    await restart()
    const { verifierKey, name } = node.ports.log
    expect([name, (await text('checkpoint')).split('\n')[0]]).toEqual([`${ORIGIN}/2`, `${ORIGIN}/2`])
    const later = await ask()
    expect(later.origin).toBe(`${ORIGIN}/2`)
    const laterProof = await proofOf(later)
    const held = [
      'origin-succeeded true',
      'receipt-signed true',
      'checkpoint-signed true',
      'entry-included true',
      'leaf-of-entry true',
    ]
    for (const key of [old, verifierKey]) {
      for (const [receipt, proof] of [
        [kept, keptProof],
        [lost, lostProof],
        [later, laterProof],
      ] as const)
        expect(verdicts(await claims(key, { receipt, proofs: [proof] }))).toEqual(held)
    }
    // What was lost is seen by who kept it: its entry is not where the log has another now.
    const token = await world.token(PEOPLE.asker)
    const { status } = await callsTo(node.app)(token, 'GET', `/v1/log/entries/${lost.decision.id}`)
    expect(status).toBe(404)
    await node.close()
    expect((await command('verify')).code).toBe(EXIT.ok)
    writeFileSync(join(world.folder, 'kept'), lostProof.checkpoint)
    const verified = await command('verify', '--kept', join(world.folder, 'kept'))
    expect([verified.code, verified.out]).toEqual([EXIT.refused, expect.stringMatching(/^kept-(differs|ahead)/)])
  })
})

describe('an anchor that was lost', () => {
  it('is adopted once, and not while it can be used', async () => {
    await covers(1)
    await world.stop()
    await expect(command('anchor', 'adopt')).rejects.toThrow('nothing to adopt')
    const file = join(world.options.anchorDir ?? '', 'log.json')
    const before = readFileSync(file, 'utf8')
    for (const broken of [undefined, before.slice(1)]) {
      rmSync(file)
      if (broken !== undefined) writeFileSync(file, broken)
      await expect(createNode({ ...world.options, createKeys: false })).rejects.toThrow('"sluis log anchor adopt"')
      const { code, out } = await command('anchor', 'adopt')
      expect([code, out, readFileSync(file, 'utf8')]).toEqual([EXIT.ok, expect.stringMatching(/kept: \d+\n/), before])
    }
    rmSync(join(world.options.dataDir), { recursive: true })
    await expect(command('anchor', 'adopt')).rejects.toMatchObject({ kind: 'unwritable' })
    await expect(command('key', 'rotate')).rejects.toMatchObject({ kind: 'unwritable' })
  })
})
