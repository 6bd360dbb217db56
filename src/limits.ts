/** Every limit of the broker, unit last in the name, reason above it. Pure. */

export const LIMITS = {
  /** A question is a few hundred bytes; grounds may be three times 4,000 characters. */
  bodyBytes: 64 * 1024,
  /** The wire has no structure deeper than this; deep nesting crashes parsers (pitfall 13). */
  bodyDepth: 12,
  /** Time to send the head of a request, and all of it. Who sends slower only keeps connections from others. */
  requestHeadMs: 5_000,
  requestMs: 20_000,
  /** Bounds policy input and log parts. */
  stringChars: 4_000,
  /** Bounds one evaluation; the largest catalogue source has far fewer fields. */
  fieldsPerInquiry: 64,
  /** Who asks for more than this asks for a file, not for information about a subject. */
  recordsPerInquiry: 100,
  /** A source may not flood the broker. */
  sourceResponseBytes: 1024 * 1024,
  /** A department employee waits for the answer. */
  sourceTimeoutMs: 5_000,
  /** Per source: protects the source from us. */
  sourceConcurrent: 16,
  /** Consecutive failures that open a source's circuit, and how long it stays open. */
  sourceFailuresToOpen: 5,
  sourceOpenMs: 10_000,
  /** A file source is held in memory; more than this belongs in a database. */
  sourceFileBytes: 64 * 1024 * 1024,
  /** Whole broker: beyond this, 503 is kinder than a queue. */
  inquiriesConcurrent: 512,
  /** Per caller: sustained questions and burst. */
  callerRequestsPerSecond: 50,
  callerBurstRequests: 200,
  /**
   * Long work is done for each caller one piece at a time. Behind it so many wait, where they say that they will, for so long: a
   * person with as many tabs open is served in turn, and a flood still takes no more than one place.
   */
  lineWaiting: 8,
  lineWaitMs: 10_000,
  /** Verified-token cache; a token is never kept past its expiry. */
  tokenCacheEntries: 10_000,
  tokenBytes: 8 * 1024,
  /** Callers whose rate is remembered; who is forgotten has been away longest. */
  callersRemembered: 20_000,
  /** Key sets by URL: time for one look, between looks, between looks for an unknown key, and without an answer. */
  keySetTimeoutMs: 3_000,
  keySetFreshMs: 5 * 60_000,
  keySetCooldownMs: 30_000,
  keySetRetryMs: 1_000,
  keySetStaleMs: 60 * 60_000,
  /**
   * Policy engine: input size (a case and its organisation with all the judgements they may have take 300 KB: who fills
   * them stops nobody's question), and the guest memory above which an instance is recycled (pitfall 9).
   */
  policyInputBytes: 512 * 1024,
  policyMemoryBytes: 64 * 1024 * 1024,
  /** Why not: evaluations in which the smallest change that opens something is looked for; a few seconds of one core. */
  whyNotEvaluations: 5_000,
  /** The same for who tries something out over HTTP: every single change and the likeliest pairs, in turns, within a second. */
  triedEvaluations: 600,
  /** Of each list of facts that is tried out: as many as a case may really have, and no evaluation that takes seconds. */
  triedItems: 256,
  /**
   * Two policies compared over the cases at hand: of this many questions at most (two evaluations each, in turns, seconds of
   * one core), said in so many groups of questions that change alike, each with the names of some. What was compared is kept:
   * it never changes.
   */
  differenceQuestions: 5_000,
  /** Cases that one can begin a try-out with. */
  policyExamples: 500,
  differenceGroups: 100,
  differenceNamed: 5,
  differencesKept: 16,
  /** Sets of changes that one answer shows: who needs more asks a narrower question, or looks with `sluis policy explain`. */
  whyNotShown: 20,
  /** Group commit: most entries in one transaction, and the longest a busy log lets an entry wait for company. */
  commitEntries: 256,
  commitWaitMs: 8,
  /**
   * Refusals that have no entry of their own are counted in memory for no longer than this: what a crash can lose of them,
   * and of nothing else.
   */
  countsHeldMs: 5_000,
  /** Entries that may wait for the log before new work is refused. */
  commitQueueEntries: 4_096,
  /**
   * Integration is within a second; when it is this far behind, or cannot go on, new requests are refused: a receipt is a
   * promise that its entries come into the tree.
   */
  integrationBehindMs: 5_000,
  /**
   * The same on Workers, where the clock of the platform integrates every five minutes: an entry that waits for longer than
   * this missed two of them. Each isolate looks as often as this.
   */
  scheduledIntegrationMinutes: 12,
  treeLookMs: 10_000,
  /** A waiting inquiry, and a permit that was not used because its source failed, expire after this. */
  waitingInquiryDays: 30,
  unusedPermitHours: 24,
  /** Inquiries that expire in one go: they share commits, and leave room for who is waiting for an answer. */
  expiryBatchInquiries: 64,
  /**
   * A permit without a settlement that is older than this is not on its way any more. A walk is over long before: its source
   * has 5 seconds, and Workers end what goes on after its caller left in 30.
   */
  cutOffAfterMinutes: 5,
  /** Answers kept for Idempotency-Key. */
  idempotencyMinutes: 10,
  idempotencyKeyCharsMin: 8,
  idempotencyKeyChars: 128,
  /** Cursor paging. */
  pageItems: 100,
  pageItemsDefault: 20,
  /** Decisions counted of those in which a norm spoke: the count reads them, a few milliseconds. */
  seenDecisions: 1_000,
  /** Keys of pseudonyms: a look for a subject looks under each. A year each outlasts every term of retention. */
  pseudonymGenerations: 32,
  /** One register entry of a case cannot grow without bound. */
  subjectsPerCase: 200,
  attestationsPerCase: 500,
  /** A report in parts, not an archive: all of it is read with each question about it. */
  partsPerHolding: 32,
  fieldsPerHolding: 128,
  subjectsPerHolding: 20,
  /**
   * Organs that contributed to one part: the twelve of WGS 2.19 with room for others. Each is looked for among consents and
   * objections for every part.
   */
  contributorsPerPart: 16,
  /** Persons in one field of a part: each is a row of the policy input when the part is screened. */
  personsPerHeldField: 32,
  /** Every inquiry of the organisation reads them, so they share the room of one policy input. */
  attestationsPerOrganisation: 250,
  /** Room of their own for stops and holds: who fills a case or the organisation with other judgements prevents none of these. */
  stopsBeyondThose: 25,
  /**
   * An act is judged again when a judgement of its organisation comes or goes before it lands. Those are few and are given one
   * by one; of a handful at once each lands, and who sends more at once is told to look again.
   */
  judgingsPerAct: 8,
  /**
   * A correction tells everybody who received the datum, and looks at each decision about it: two entries of the log to
   * open. Who was asked about more often than this is looked at case by case.
   */
  correctionDecisions: 1_000,
  /**
   * Decisions in one sample: what one person can look at in earnest. Drawn from at most so many: some ten seconds of one core,
   * in turns; who has more in a period draws from a shorter one.
   */
  sampleSize: 200,
  samplePopulation: 2_000_000,
  /** A few for each of its decisions: who reviews sees them together. */
  findingsPerSample: 600,
  /** Follow-up of one finding: it is read as a whole. */
  actionsPerFinding: 100,
  /** Of requests without a valid token: more than this since counting began, and the page of health says to look. */
  failedLoginsShown: 1_000,
  /** A statement looks at each decision about a person as well: who was asked about more often gets one a period. */
  statementDecisions: 1_000,
  /** Days that a spread by day may be of, and those that counts and a report may be of: ten years of months are 120 spans. */
  countedDays: 92,
  reportedDays: 3_660,
  /** Looked at one by one where no counts are kept (of a case, of a norm, of two at once): some hundredths of a second. */
  countedDecisions: 10_000,
  /** Decisions in one table for a spreadsheet, which takes about a million lines; what is more takes an export. */
  tableDecisions: 100_000,
  /** Erased in one sweep, one after the other: each is durable in the keys and in the log, and who asks goes first. */
  erasuresPerSweep: 64,
  /** Erased together at a start that has many to catch up with: their entries fit in one commit, and each step is one write. */
  erasuresTogether: 256,
  /**
   * What stands under a key is counted before that is said in the log. What comes under it in between makes it be counted
   * again; of what has to go hardly anything is added any more. Entries of one look through the log: some ten milliseconds.
   */
  erasureCounts: 8,
  erasureCountEntries: 1_048_576,
  /**
   * What is erased cannot be taken back: a clock that is further past what people were last seen to do is not believed until
   * it went on steadily for as long. A clock is set right by seconds, and a machine that was held for a moment by minutes: more is
   * a jump. Entries that may be looked through for what they did last: more were made by no person.
   */
  clockDoubtedHours: 24,
  clockStepMinutes: 10,
  clockLookEntries: 256,
  /**
   * An export is read line by line, whoever wrote it. The longest line that one has is a policy revision, of less than one
   * megabyte, or an entry with a full policy input, twice; a note has some signatures, a leaf a commitment for each part.
   */
  exportLineBytes: 8 * 1024 * 1024,
  exportNoteChars: 64 * 1024,
  exportLeafChars: 16 * 1024,
  exportNameChars: 1_000,
  exportParts: 64,
  /**
   * Counters of another log are gone on with: a thousand requests a second for thirty years, and far from where numbers are no
   * longer exact. Who signed more counted wrongly.
   */
  importedCount: 2 ** 40,
  /** Replay: earlier policy revisions that stay loaded, each with a guest of its own. */
  policyRevisionsLoaded: 4,
  /**
   * What a judgement does is shown to one person; each inquiry shown costs an evaluation and an entry of the log. How many
   * wait is counted so far: whether they may be seen is an evaluation for each case.
   */
  effectsPerJudgement: 25,
  effectsCounted: 100,
  /** Who enters is not kept waiting: of what waits for a judgement only so many of the oldest are looked at. */
  landingLooked: 100,
  /** Add-checkpoint: 63 lines is the bound of the protocol; a note with the signatures of a dozen witnesses takes 2 KB. */
  witnessProofLines: 63,
  witnessRequestBytes: 32 * 1024,
  /** Witnesses of one log: each is asked one thing at a time, so these are also the requests that are on their way. */
  witnesses: 16,
  /** A witness only hashes, signs and syncs; its answer is a line or two. What it did not answer is asked again later. */
  witnessTimeoutMs: 5_000,
  witnessResponseBytes: 16 * 1024,
  /** Doubled after each failure on end, up to the most: who comes back is noticed within a minute. */
  witnessRetryMs: 1_000,
  witnessRetryMostMs: 60_000,
  /** What a log signed and a witness refused, kept per log and kind: a few show that something is wrong, more fill its disk. */
  witnessRefusalsKept: 64,
  /** Console: a form is a question with its grounds. */
  formBytes: 64 * 1024,
  /** Data on a screen: long enough to read and print, too short for a desk that somebody left. */
  answerShownSeconds: 5 * 60,
  /** Sent again after this its form shows them no more: enough for a click too many, or an answer that was lost on its way. */
  answerAgainSeconds: 15,
  /**
   * Time to sign in at the provider, and logins that are remembered as used: each is a hundred bytes. Where to go afterwards
   * lies with the rest of it in one cookie, and browsers keep none of more than 4,096 bytes.
   */
  loginMs: 10 * 60_000,
  loginsRemembered: 10_000,
  nextChars: 1_500,
  /** Forms of one session of which is remembered what came of them: more than anybody sends between two clicks. */
  formsRemembered: 32,
  /** Sessions: left alone for half an hour, or as long as a working day; each is a few KB. */
  sessionIdleMs: 30 * 60_000,
  sessionMs: 10 * 60 * 60_000,
  sessions: 10_000,
  /** Of one person: a few browsers and what they left open. */
  sessionsPerPerson: 20,
  /** One answer of the provider: who signs in waits for it. Its description is looked at again every hour. */
  providerTimeoutMs: 5_000,
  providerFreshMs: 60 * 60_000,
  /** A logout token is for now (OpenID Connect Back-Channel Logout 1.0, 2.4: two minutes at most), and counts once. */
  logoutTokenMs: 2 * 60_000,
  logoutTokensRemembered: 10_000,
  /**
   * Diagnostic lines of one kind of fault, per minute: anybody can send logout tokens that are none. What comes after is counted,
   * and told as one number; `/metrics` counts each.
   */
  faultLinesPerMinute: 20,
  /** A token that ends sooner than this is renewed before it is used. */
  tokenRenewedMs: 30_000,
  /** Names of codes on its pages: they change with the policy, at a start. */
  vocabularyKeptMs: 60_000,
  /** A dozen lists for each organisation and set of roles that is at work; more begin anew. */
  vocabulariesKept: 1_000,
  /** The chosen language stays for a year. */
  languageKeptSeconds: 365 * 86_400,
} as const
