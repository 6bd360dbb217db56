/** The Crypto port on node:crypto. Also runs on Cloudflare Workers with `nodejs_compat`. */
import { createCipheriv, createDecipheriv, createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Crypto, Random } from '../../ports.ts'

const CIPHER = 'aes-256-gcm'
/** 96 bits, as NIST SP 800-38D section 8.2.2 wants for random nonces: at most 2^32 messages a key, and a key is one case. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
const POOL_BYTES = 4_096

/** `random` is injected for tests only: a repeated nonce breaks AES-GCM altogether. */
export function createCrypto(random: Random = pooled(randomBytes)): Crypto {
  return {
    random,
    sha256,
    sha256Hex,
    hmac,
    seal: (key, bytes, associated) => seal(random(NONCE_BYTES), key, bytes, associated),
    open,
    same,
  }
}

/** An entry takes a dozen salts and nonces of a few bytes: asked for one by one, most of the time goes to the asking. */
function pooled(source: Random): Random {
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  return (bytes) => {
    if (bytes > POOL_BYTES) return source(bytes)
    if (used + bytes > pool.length) {
      pool = source(POOL_BYTES)
      used = 0
    }
    used += bytes
    // Each byte is given once; a copy, so that nothing holds on to the pool.
    return pool.slice(used - bytes, used)
  }
}

function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

function sha256Hex(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}

function same(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** nonce || ciphertext || tag. */
function seal(nonce: Uint8Array, key: Uint8Array, bytes: Uint8Array, associated: string): Uint8Array {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(associated, 'utf8'))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

function open(key: Uint8Array, sealed: Uint8Array, associated: string): Uint8Array {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('sealed bytes are too short')
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(associated, 'utf8'))
  decipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
}
