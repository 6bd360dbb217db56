/**
 * The last act: what an asker kept is checked without the broker, the case with its person is forgotten, the same still
 * holds; then one bit is flipped in a copy of the log, and that is found. Throws when any of it turns out otherwise.
 */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { receiptSchema } from '../../domain/receipt.ts'
import { backupCommand } from '../backup.ts'
import { logCommand } from '../log.ts'
import { BSN } from './people.ts'
import { JUDGEMENTS, subjectOf } from './questions.ts'
import type { Cast, Narrator, Told } from './story.ts'

type Place = {
  readonly base: string
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}
type Ran = { readonly code: number; readonly out: string }

const GROUNDS = 'Demonstratie met verzonnen gegevens.'
const WITHIN_MS = 15_000

export async function prove(
  { base, folder, env }: Place,
  cast: Cast,
  { joint: { caseId, answer } }: Told,
  narrator: Narrator,
): Promise<void> {
  const { chapter, step, note } = narrator
  const at = (name: string) => join(folder, name)
  const receipt = receiptSchema.parse(answer.receipt)
  const decisionId = receipt.decision.id
  const key = (await log(env, 'key')).out.trim()

  /** The asker's files, checked by a program that knows nothing but the key of the log. */
  async function verified(...names: readonly string[]): Promise<void> {
    const files = names.map(at)
    expect(await standAlone('--key', key, ...files), 0, 'sluis-verify')
  }
  function expect({ code, out }: Ran, wanted: number, what: string): void {
    note(out)
    if (code !== wanted) throw new Error(`${what}: expected exit code ${wanted}, it was ${code}`)
  }

  chapter('Het bewijs: wat de vrager bewaart, controleert iedereen zonder de sluis')
  writeFileSync(at('antwoord.json'), JSON.stringify(answer))
  for (const { id } of [receipt.decision, receipt.settlement ?? receipt.decision])
    writeFileSync(at(`${id}.json`), JSON.stringify(await integrated(cast, id)))
  const checkpoint = await checkpointOf(base)
  writeFileSync(at('controlepunt'), checkpoint)
  const files = ['antwoord.json', `${decisionId}.json`, `${receipt.settlement?.id}.json`, 'controlepunt']
  note('RIEC-medewerker: sluis-verify op het antwoord, de twee bewijzen en het controlepunt')
  await verified(...files)

  chapter('Vergeten: de zaak met haar betrokkene wordt vernietigd')
  const joint = `/v1/cases/${caseId}`
  step(
    'privacyfunctionaris',
    'legt de selectielijst vast',
    await cast.officer.post(`${joint}/attestations`, JUDGEMENTS.selection),
  )
  step(
    'RIEC-medewerker',
    'brengt de zaak naar R8',
    await cast.analyst.post(`${joint}/transitions`, { to: 'R8', grounds: GROUNDS }),
  )
  await until(async () => (await cast.officer.get(joint)).status === 404)
  note('De zaak is er niet meer (404); het logboek heeft een regel "erasure", zonder persoon.')
  const replayed = await cast.officer.get(`/v1/decisions/${decisionId}/replay?readingPurpose=P-AUDIT`)
  note(`De beslissing opnieuw berekenen: ${String(replayed.body.result)}`)
  const left = (
    await cast.officer.post('/v1/decisions/_search', {
      readingPurpose: 'P-AUDIT',
      subject: subjectOf(BSN.garagehouder),
      limit: 100,
    })
  ).body.items as readonly { readonly caseId: string | null }[]
  if (replayed.body.result !== 'erased' || left.some((one) => one.caseId === caseId)) throw new Error('not forgotten')

  chapter('Wat bewezen was, blijft bewezen')
  const [, first] = checkpoint.split('\n')
  let now = checkpoint
  await until(async () => {
    now = await checkpointOf(base)
    return now !== checkpoint
  })
  const onward = await cast.officer.get(`/v1/log/consistency?first=${first}&second=${now.split('\n')[1]}`)
  writeFileSync(at('sindsdien.json'), JSON.stringify(onward.body))
  writeFileSync(at('controlepunt-nu'), now)
  note('RIEC-medewerker: dezelfde bestanden, en dat het logboek sindsdien alleen is aangevuld')
  await verified(...files, 'sindsdien.json', 'controlepunt-nu')
  note('beheerder: sluis log verify --parts')
  expect(await log(env, 'verify', '--parts', '--kept', at('controlepunt')), 0, 'sluis log verify')

  chapter('Eén bit anders, in een kopie')
  await backupCommand(['--to', at('kopie')], quiet(env))
  flip(at('kopie/sluis.db'), `"id":"${decisionId}"`)
  note(`beheerder: één bit omgezet in de regel van ${decisionId}, in een kopie; sluis log verify`)
  expect(await log({ ...env, SLUIS_DATA_DIR: at('kopie') }, 'verify'), 1, 'sluis log verify')
}

async function integrated(cast: Cast, id: string): Promise<object> {
  let found: Record<string, unknown> = {}
  await until(async () => {
    found = (await cast.analyst.get(`/v1/log/entries/${id}`)).body
    return found.state === 'integrated'
  })
  return found
}

async function checkpointOf(base: string): Promise<string> {
  return (await fetch(`${base}/v1/log/checkpoint`)).text()
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 100) {
    if (waited > WITHIN_MS) throw new Error('the server does not come to it')
    await sleep(100)
  }
}

/** The verifier in a process of its own. */
async function standAlone(...args: readonly string[]): Promise<Ran> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const program = fileURLToPath(new URL(`../../verify.${extension}`, import.meta.url))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, program, ...args])
    return { code: 0, out: stdout }
  } catch (error) {
    const { code, stdout = '' } = error as { code?: unknown; stdout?: string }
    if (typeof code !== 'number') throw error
    return { code, out: stdout }
  }
}

function quiet(env: Place['env'], lines: string[] = []) {
  const write = (text: string) => void lines.push(text)
  return { env, out: write, err: write }
}

async function log(env: Place['env'], ...args: readonly string[]): Promise<Ran> {
  const lines: string[] = []
  const code = await logCommand(args, quiet(env, lines))
  return { code, out: lines.join('') }
}

/** The lowest bit of the last byte of these words, where they stand in the file. */
function flip(file: string, words: string): void {
  const bytes = readFileSync(file)
  const found = bytes.indexOf(words)
  if (found < 0) throw new Error('the copy does not have the entry')
  const place = found + words.length - 2
  bytes[place] = (bytes[place] ?? 0) ^ 1
  writeFileSync(file, bytes)
}
