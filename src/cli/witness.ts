/** `sluis witness`: runs a witness (c2sp.org/tlog-witness), for this log and for logs of others. It needs no broker. */
import { parseArgs } from 'node:util'
import { cosignatureVerifier, cosigner } from '../log/tree/cosignature.ts'
import { noteVerifier, type Signer, type Verifier } from '../log/tree/note.ts'
import { createWitness } from '../log/witness/witness.ts'
import { createCrypto } from '../storage/node/crypto.ts'
import { ed25519 } from '../storage/node/ed25519.ts'
import { openWitnessFolder, witnessSeed } from '../storage/node/witness-folder.ts'
import { type CommandIo, EXIT, EXIT_HELP, PROCESS, UsageError } from './help.ts'
import { serveWitness } from './witness/serve.ts'

export const WITNESS_HELP = `sluis witness key --dir <map> --name <naam> [--create]
sluis witness serve --dir <map> --name <naam> --log <sleutel>... [--host <adres>] [--port <n>] [--create]

  key      de sleutel waarmee anderen deze getuige herkennen / the key that others know this witness by
  serve    medeondertekent controlepunten (POST /add-checkpoint), elk alleen waar het voortzet wat eerder is gezien
           cosigns checkpoints (POST /add-checkpoint), each only where it goes on from what was seen before

  --dir <map>      sleutel en laatst geziene controlepunten; nooit uit een reservekopie terugzetten: wie de map kwijt is,
                   begint een nieuwe, met een nieuwe sleutel
                   key and checkpoints seen last; never put back from a backup: who lost the folder begins a new one, with
                   a new key
  --name <naam>    naam van de getuige, zoals witness.example.nl/w1 / name of the witness
  --log <sleutel>  sleutel van een logboek dat mag aankloppen (sluis log key), ook van anderen
                   key of a log that may ask, also of others
                   na een sleutelwissel ook de nieuwe, achter de oude: zodra daaronder is medeondertekend, telt de oude
                   niet meer en kan hij weg
                   after a change of key the new one as well, behind the old one: once something was cosigned under it, the
                   old one counts no more and can go
  --host, --port   127.0.0.1 en/and 7380; TLS is voor wat ervoor staat / TLS is for what stands before it
  --create         maakt de map en de sleutel als die er niet zijn / makes the folder and the key where there are none

${EXIT_HELP}`

const OPTIONS = {
  dir: { type: 'string' },
  name: { type: 'string' },
  log: { type: 'string', multiple: true },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '7380' },
  create: { type: 'boolean', default: false },
} as const

const CRYPTO = createCrypto()
const NOTE_CRYPTO = { sha256: CRYPTO.sha256, ed25519 }

/** `stopped` resolves when the witness is to stop; at SIGTERM or SIGINT, when it is not given. */
export async function witnessCommand(
  args: readonly string[],
  io: CommandIo = PROCESS,
  stopped?: Promise<unknown>,
): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  const [command, ...rest] = positionals
  const { dir, name, create, host } = values
  if (rest.length > 0 || (command !== 'key' && command !== 'serve')) throw new UsageError('sluis witness key | serve')
  if (dir === undefined || name === undefined) throw new UsageError('--dir, --name')
  const logs = (values.log ?? []).map(logKey)
  const port = portIn(values.port)
  if (command === 'serve' && logs.length === 0) throw new UsageError('--log <sleutel>')
  const signer = signerOf(dir, name, create)
  if (command === 'key') {
    io.out(`${signer.verifierKey}\n`)
    return EXIT.ok
  }
  const folder = openWitnessFolder(dir)
  try {
    const witness = createWitness({ sha256: CRYPTO.sha256, logs, signer, store: folder })
    await serveWitness({ witness, key: signer.verifierKey, host, port, io, stopped })
    return EXIT.ok
  } finally {
    folder.close()
  }
}

function signerOf(dir: string, name: string, create: boolean): Signer {
  const seed = witnessSeed(dir, create, CRYPTO.random)
  try {
    return cosigner(NOTE_CRYPTO, name, seed, () => Math.floor(Date.now() / 1000))
  } catch {
    throw new UsageError('--name: zonder spaties en plus / without spaces and plus')
  }
}

function logKey(key: string): Verifier {
  const verifier = noteVerifier(NOTE_CRYPTO, key.trim())
  if (verifier) return verifier
  const hint = cosignatureVerifier(NOTE_CRYPTO, key.trim()) ? ' (een getuige / a witness)' : ''
  throw new UsageError(`--log: geen sleutel van een logboek / no key of a log${hint}: ${key}`)
}

function portIn(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new UsageError(`--port: ${text}`)
  return port
}
