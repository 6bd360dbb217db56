/** `sluis log export`: over the API of a server that runs or is stopped; the whole log by who runs the server. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { subjectSchema } from '../domain/inquiry.ts'
import { exportWhole } from '../log/export/whole.ts'
import { createNode } from '../node.ts'
import { PolicyProblems } from '../policy/problems.ts'
import { StorageFailure } from '../storage/failure.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { realPath, syncFolder } from '../storage/node/key-folder.ts'
import { createKeys } from '../storage/node/keys.ts'
import { configured } from './configured.ts'
import { type CommandIo, UsageError } from './help.ts'
import { LOG_OPTIONS, refuseBackup, streamed, tokenFrom, withLog } from './policy/log.ts'
import { giveLater, POLICIES_OPTION } from './policy/workbench.ts'

const OPTIONS = {
  ...LOG_OPTIONS,
  ...POLICIES_OPTION,
  to: { type: 'string' },
  url: { type: 'string' },
  from: { type: 'string' },
  until: { type: 'string' },
  department: { type: 'string' },
  'subject-file': { type: 'string' },
  all: { type: 'boolean', default: false },
} as const
const moment = z.iso.datetime({ offset: true })
const NEEDS =
  'sluis log export --to <bestand> (--all | --token-file <bestand> (--url <adres> | --data-dir <map>) [--from] [--until] [--department] [--subject-file])'
const ELSEWHERE =
  'niet SLUIS_DATA_DIR van de gestopte server; --all schrijft een regel in het logboek en tekent, en doet dat nooit op een kopie / not the SLUIS_DATA_DIR of the server that is stopped; --all adds an entry to the log and signs, and never does so on a copy'

type Values = ReturnType<typeof parse>['values']
function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS })
}

export async function exportCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = parse(args)
  const { to, url, all } = values
  const asked = [values.from, values.until, values.department, values['subject-file'], values['token-file'], url]
  if (to === undefined || (all && asked.some((one) => one !== undefined))) throw new UsageError(NEEDS)
  for (const given of [values.from, values.until]) {
    if (given !== undefined && !moment.safeParse(given).success) throw new UsageError(`--from, --until: ${given}`)
  }
  return giveLater(io, false, async () => {
    const bytes = all ? await whole(io, values, to) : await part(io, values, to)
    return bytes === undefined ? undefined : { ok: true, lines: [`${to}: ${bytes} bytes`] }
  })
}

async function part(io: CommandIo, values: Values, to: string): Promise<number | undefined> {
  const body = bodyOf(values)
  const { url, 'token-file': tokenFile, purpose, policies } = values
  if (url === undefined)
    return withLog(io, values, join(policies, 'bundle'), async (log) => written(to, await log.stream('/_export', body)))
  if (tokenFile === undefined) throw new UsageError(NEEDS)
  return written(to, await streamed(await called(url, tokenFrom(tokenFile), { ...body, readingPurpose: purpose })))
}

async function called(url: string, token: string, body: object): Promise<Response> {
  try {
    return await fetch(new URL('/v1/decisions/_export', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (error) {
    throw new PolicyProblems([`${url}: geen antwoord / no answer (${error instanceof Error ? error.message : ''})`])
  }
}

function bodyOf({ from, until, department, 'subject-file': file }: Values): Record<string, unknown> {
  return {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(department === undefined ? {} : { department }),
    ...(file === undefined ? {} : { subject: subjectIn(file) }),
  }
}

/** Out of a file: what stands on a command line is seen by everybody on the machine, and stays in its history. */
function subjectIn(file: string): unknown {
  try {
    return subjectSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new PolicyProblems([
      `${file}: geen betrokkene / no subject: {"type":"NATURAL","identifier":{"type":"bsn","value":"..."}}`,
    ])
  }
}

/** Adds an entry and signs, so only where the server does: on another folder it would fork the log, or leave the server behind. */
async function whole(io: CommandIo, values: Values, to: string): Promise<number | undefined> {
  const { 'data-dir': dataDir, 'keys-dir': keysDir, policies } = values
  const places = keysDir === undefined ? {} : { SLUIS_KEYS_DIR: keysDir }
  const config = configured({ ...io, env: { ...io.env, ...places } })
  if (!config) return undefined
  refuseBackup(dataDir ?? config.dataDir)
  if (dataDir !== undefined && realPath(dataDir) !== realPath(config.dataDir))
    throw new PolicyProblems([`${dataDir}: ${ELSEWHERE}`])
  if (!existsSync(join(config.dataDir, 'sluis.db')))
    throw new StorageFailure('unwritable', `no log lies in ${config.dataDir}`)
  const bundleDir = config.bundleDir ?? join(policies, 'bundle')
  // Under the log's own checkpoint: no witness is asked here, so that of the last entries there is none by them.
  const without = { witnesses: null, sourcesFile: null, issuers: [], createKeys: false, env: {} }
  const node = await createNode({ ...config, ...without, bundleDir })
  const keys = createKeys({ dir: config.keysDir, dataDir: config.dataDir, create: false, crypto: createCrypto() })
  try {
    return await written(to, await exportWhole(node.ports, keys.scopeOf))
  } finally {
    keys.close()
    await node.close()
  }
}

/** Into a new file, which only its owner reads, as fast as the disk takes it; a file that is not whole is taken away again. */
async function written(to: string, lines: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(to, 'wx', 0o600).catch(() => {
    throw new PolicyProblems([`${to}: is er al, of kan niet worden gemaakt / is there, or cannot be made`])
  })
  let bytes = 0
  try {
    for await (const line of lines) {
      await file.writeFile(line)
      bytes += line.length
    }
    await file.sync()
  } catch (error) {
    await file.close()
    rmSync(to)
    throw error
  }
  await file.close()
  syncFolder(join(to, '..'))
  return bytes
}
