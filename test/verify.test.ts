/** The stand-alone verifier: one file, in a folder with nothing else, says what holds of what somebody kept. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JUDGEMENTS, municipal } from '../src/cli/demo/questions.ts'
import { receiptSchema } from '../src/domain/receipt.ts'
import { signSuccession } from '../src/log/succession.ts'
import { base64 } from '../src/log/tree/base64.ts'
import { cosigner } from '../src/log/tree/cosignature.ts'
import { type NoteKey, noteKey, parseNote, signatureLine } from '../src/log/tree/note.ts'
import { parseProof, writeProof } from '../src/log/tree/tlog-proof.ts'
import { flipped } from './log/stored-log.ts'
import { NOTE_CRYPTO, ORIGIN, seed } from './log/tree/signers.ts'
import { openGarage, permitted } from './support/garage.ts'
import { openWorld } from './support/world.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const WITNESS = cosigner(NOTE_CRYPTO, 'witness.example/w1', seed(3), () => 1_800_000_000)
const SECOND = cosigner(NOTE_CRYPTO, 'witness.example/w2', seed(4), () => 1_800_000_000)

let folder: string
let key: string
type Kept = Record<'answer' | 'decision' | 'settlement' | 'earlier' | 'consistency', string>
let kept: Kept
/** The key that signed it all, for what it signs at its end. */
let signer: NoteKey

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluis-verify-'))
  const program = join(folder, 'sluis-verify.mjs')
  execFileSync('npm', ['run', '-s', 'build:verify', '--', `--outfile=${program}`], { cwd: ROOT })
  kept = await evidence()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What an asker keeps of one answer. */
async function evidence(): Promise<Kept> {
  const world = await openWorld()
  try {
    key = world.node.ports.log.verifierKey
    signer = world.node.ports.log
    const { caseId, cast } = await openGarage(world, 'B4')
    await permitted(cast.officer.post('/v1/attestations', JUDGEMENTS.college67))
    await permitted(cast.officer.post(`/v1/cases/${caseId}/attestations`, JUDGEMENTS.pc2a('ONDM', 'C-BEL-G')))
    const text = async (path: string) => (await world.node.app.request(path)).text()
    const sizeOf = (note: string) => Number(note.split('\n')[1])
    await world.node.ports.integrate()
    const earlier = await text('/v1/log/checkpoint')
    const question = municipal(caseId, 'BEL/heffingen', 'DETAIL', ['kwijtschelding'])
    const answer = await permitted(cast.asker.post('/v1/inquiries', question))
    const { decision, settlement } = receiptSchema.parse(answer.receipt)
    await world.node.ports.integrate()
    const entry = async (id = '') => JSON.stringify((await cast.asker.get(`/v1/log/entries/${id}`)).body)
    const consistency = await cast.asker.get(`/v1/log/consistency?first=${sizeOf(earlier)}`)
    return {
      answer: JSON.stringify(answer),
      decision: await entry(decision.id),
      settlement: await entry(settlement?.id),
      earlier,
      consistency: JSON.stringify(consistency.body),
    }
  } finally {
    await world.close()
  }
}

let runs = 0
function verify(files: Readonly<Record<string, string>>, args: readonly string[] = ['--key', key]) {
  const there = join(folder, String(runs++))
  mkdirSync(there)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(there, name), content)
  const program = join(folder, 'sluis-verify.mjs')
  const run = spawnSync(process.execPath, [program, ...args, ...Object.keys(files)], { cwd: there, encoding: 'utf8' })
  const lines = run.stdout.split('\n').flatMap((line) => line.match(/^[+!-] \S+/) ?? [])
  return { code: run.status, lines, err: run.stderr }
}
const answerWith = (change: (answer: Record<string, unknown>) => object) => {
  const answer = JSON.parse(kept.answer)
  return JSON.stringify({ ...answer, ...change(answer) })
}

describe('everything that was kept', () => {
  it('holds, claim by claim, with nothing but the key', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.mjs'))).toEqual(['sluis-verify.mjs'])
    const { code, lines, err } = verify(kept)
    expect([code, err]).toEqual([0, ''])
    expect(lines).toEqual([
      '+ receipt-signed',
      '+ checkpoint-signed',
      '+ entry-included',
      '+ leaf-of-entry',
      '+ checkpoint-signed',
      '+ entry-included',
      '+ leaf-of-entry',
      '+ disclosure-committed',
      '+ disclosure-received',
      '+ checkpoint-signed',
      '+ consistent',
    ])
  })

  it('is not shown where it is not given', () => {
    expect(verify({ answer: kept.answer })).toMatchObject({
      code: 0,
      lines: [
        '+ receipt-signed',
        '- entry-included',
        '- entry-included',
        '- disclosure-committed',
        '+ disclosure-received',
      ],
    })
    const receipt = JSON.stringify(JSON.parse(kept.answer).receipt)
    expect(verify({ answer: receipt }).lines).toContain('- disclosure-received')
    expect(verify({ decision: kept.decision })).toMatchObject({
      code: 0,
      lines: ['+ checkpoint-signed', '+ entry-included'],
    })
    const { consistency: _, ...without } = kept
    expect(verify(without).lines).toContain('- consistent')
  })

  it('is nothing when there is nothing to it', () => {
    const receipt = answerWith(({ receipt }) => ({
      receipt: { ...(receipt as object), signature: null },
      disclosure: undefined,
    }))
    const { code, lines } = verify({ answer: receipt })
    expect([code, lines[0]]).toEqual([1, '! receipt-signed'])
  })
})

describe('what was touched', () => {
  const expectAlarm = (files: Partial<Kept>, claim: string, args?: readonly string[]) => {
    const { code, lines } = verify(files, args)
    expect([code, lines]).toEqual([1, expect.arrayContaining([`! ${claim}`])])
  }

  it('in the receipt is not what the log signed', () => {
    const later = answerWith(({ receipt }) => ({ receipt: { ...(receipt as object), number: 999 } }))
    expectAlarm({ ...kept, answer: later }, 'receipt-signed')
  })

  it('in the disclosure is not what was disclosed', () => {
    const other = answerWith(({ disclosure }) => ({ disclosure: { ...(disclosure as object), hit: true } }))
    expectAlarm({ ...kept, answer: other }, 'disclosure-received')
  })

  it('in a leaf, a hash or the checkpoint of a proof proves nothing any more', () => {
    const document = JSON.parse(kept.settlement)
    const proof = parseProof(document.proof)
    if (!proof?.extra) throw new Error('no proof')
    const { extra, proof: hashes, checkpoint } = proof
    const altered = (change: object) => JSON.stringify({ ...document, proof: writeProof({ ...proof, ...change }) })
    expectAlarm({ ...kept, settlement: altered({ extra: flipped(extra, 99) }) }, 'leaf-of-entry')
    const bent = hashes.map((hash, i) => (i === 0 ? flipped(hash, 7) : hash))
    expectAlarm({ ...kept, settlement: altered({ proof: bent }) }, 'entry-included')
    const forged = checkpoint.replace(/\n\d+\n/, '\n9999\n')
    expectAlarm({ ...kept, settlement: altered({ checkpoint: forged }) }, 'checkpoint-signed')
    const { settlement } = JSON.parse(kept.answer).receipt
    const other = answerWith(({ receipt }) => ({
      receipt: { ...(receipt as object), decision: { ...settlement, id: JSON.parse(kept.answer).receipt.decision.id } },
    }))
    expectAlarm({ ...kept, answer: other }, 'leaf-of-entry')
  })

  it('in a second proof of the same entry is found, whatever the first one shows', () => {
    const second = JSON.parse(kept.settlement).proof as string
    const bent = { ...kept, second: second.replace(/\n\d+\n/, '\n9999\n') }
    expectAlarm(bent, 'checkpoint-signed')
    expect(verify({ ...kept, second }).code).toBe(0)
  })

  it('in a checkpoint that was kept, or between two, is found', () => {
    expectAlarm({ ...kept, earlier: kept.earlier.replace(/\n\d+\n/, '\n1\n') }, 'checkpoint-signed')
    const document = JSON.parse(kept.consistency)
    const short = JSON.stringify({ ...document, proof: document.proof.slice(1) })
    expectAlarm({ ...kept, consistency: short }, 'consistent')
  })

  it('in a statement about keys leads nowhere', () => {
    const { document, next } = rotated()
    const bent = document.replace('\\"size\\":99', '\\"size\\":98')
    expect(bent).not.toBe(document)
    const { code, lines } = verify({ ...kept, keys: bent }, ['--key', next.verifierKey])
    expect([code, lines[0], lines[1]]).toEqual([1, '! key-succeeded', '! receipt-signed'])
  })

  it('holds nowhere under the key of another log, also one with the same name', () => {
    const other = noteKey(NOTE_CRYPTO, ORIGIN, seed(9)).verifierKey
    expectAlarm(kept, 'receipt-signed', ['--key', other])
  })
})

/** As if the log got another key after 99 entries. */
function rotated() {
  const next = noteKey(NOTE_CRYPTO, ORIGIN, seed(8))
  const head = { size: 99, root: base64(new Uint8Array(32)) }
  const [from, to] = [signer.verifierKey, next.verifierKey]
  const at = '2026-11-01T00:00:00.000Z'
  const note = signSuccession({ version: 1, kind: 'key', at, from, to, entry: 'e', head, kept: null }, signer, next)
  const keys = [from, to].map((one) => ({ key: one, until: one === from ? 100 : null }))
  return { next, document: JSON.stringify({ keys, successions: [note] }) }
}

describe('a key that came after another', () => {
  it('verifies what was signed before, with the document of keys or with both keys', () => {
    const { document, next } = rotated()
    const { lines } = verify(kept)
    expect(verify({ ...kept, keys: document }, ['--key', next.verifierKey])).toEqual({
      code: 0,
      lines: ['+ key-succeeded', ...lines],
      err: '',
    })
    // Without the statement nothing says where the first one ended.
    expect(verify(kept, ['--key', next.verifierKey, '--key', key])).toMatchObject({
      code: 0,
      lines: ['- key-succeeded', ...lines],
    })
    expect(verify({ ...kept, keys: document }, ['--key', next.verifierKey, '--key', key]).lines).toEqual([
      '+ key-succeeded',
      ...lines,
    ])
    expect(verify(kept, ['--key', next.verifierKey]).code).toBe(1)
  })
})

describe('a witness', () => {
  it('is counted where it cosigned, and not shown where it did not', () => {
    const note = parseNote(kept.earlier)
    const document = JSON.parse(kept.decision)
    const proof = parseProof(document.proof)
    const text = parseNote(proof?.checkpoint ?? '')?.text ?? note?.text ?? ''
    const line = signatureLine({ ...WITNESS, signature: WITNESS.sign(text) })
    const cosigned = JSON.stringify({ ...document, proof: document.proof + line })
    const args = ['--key', key, '--witness', WITNESS.verifierKey]
    expect(verify({ decision: cosigned }, args)).toMatchObject({
      code: 0,
      lines: expect.arrayContaining(['+ witnessed']),
    })
    expect(verify({ decision: kept.decision }, args).lines).toContain('- witnessed')
    const enough = [...args, '--witness', SECOND.verifierKey, '--quorum']
    expect(verify({ decision: cosigned }, [...enough, '1'])).toMatchObject({
      code: 0,
      lines: expect.arrayContaining(['+ witnessed', '- witnessed', '+ witnessed-enough']),
    })
    expect(verify({ decision: cosigned }, [...enough, '2'])).toMatchObject({
      code: 1,
      lines: expect.arrayContaining(['! witnessed-enough']),
    })
    expect(verify({ decision: kept.decision }, [...args, '--quorum', '1']).code).toBe(1)
    // There is no checkpoint that it could have seen.
    expect(verify({ answer: kept.answer }, [...args, '--quorum', '1'])).toMatchObject({
      code: 1,
      lines: expect.arrayContaining(['! witnessed-enough']),
    })
    const twice = [...args, '--witness', ` ${WITNESS.verifierKey}`, '--quorum']
    expect(verify({ decision: cosigned }, [...twice, '2']).code).toBe(2)
    expect(verify({ decision: cosigned }, [...twice, '1']).lines.filter((line) => line === '+ witnessed')).toHaveLength(
      1,
    )
  })
})

describe('wrong use', () => {
  it.each([
    ['no key', ['answer'], 2],
    ['a key that is none', ['--key', 'sluis.example/test+00000000+AAAA', 'answer'], 2],
    ['a witness that is none', ['--key', 'KEY', '--witness', 'KEY', 'answer'], 2],
    ['more witnesses than there are', ['--key', 'KEY', '--quorum', '1', 'answer'], 2],
    ['a quorum of nobody', ['--key', 'KEY', '--witness', WITNESS.verifierKey, '--quorum', '0', 'answer'], 2],
    ['a file that is not there', ['--key', 'KEY', 'nothing'], 2],
    ['a file that is no evidence', ['--key', 'KEY', 'empty'], 1],
  ])('%s has an exit code of its own', (_, args, code) => {
    const there = join(folder, 'wrong')
    mkdirSync(there, { recursive: true })
    writeFileSync(join(there, 'empty'), '{}')
    writeFileSync(join(there, 'answer'), kept.answer)
    const given = [join(folder, 'sluis-verify.mjs'), ...args.map((arg) => (arg === 'KEY' ? key : arg))]
    const run = spawnSync(process.execPath, given, { cwd: there, encoding: 'utf8' })
    expect([run.status, run.stderr]).toEqual([code, expect.stringContaining('sluis-verify: ')])
  })
  it('an entry that was asked for before it was in the tree is to be asked for again', () => {
    const early = join(folder, 'early.json')
    writeFileSync(early, JSON.stringify({ ...JSON.parse(kept.decision), state: 'sequenced', proof: null }))
    const given = [join(folder, 'sluis-verify.mjs'), '--key', key, early]
    const run = spawnSync(process.execPath, given, { encoding: 'utf8' })
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('not in the tree yet')])
  })
})
