/** A narrator for tests that want what the story did, and not how it is told. */
import type { Narrator } from '../../src/cli/demo/story.ts'

export const SILENT: Narrator = { chapter: () => undefined, step: () => undefined, note: () => undefined }
