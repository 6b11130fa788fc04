import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Served, serveProcess } from '../testing-process.ts'

/** Other people's client libraries, as npm gives them out, against a running Parley. Too large to be installed by everybody who runs the tests. */
const PACKAGES = ['googleapis@188.0.0', 'perspective-api-client@3.1.0', 'openai@7.57.0']
const RUDE = 'You are a stupid fool. Thanks for the article, though.'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'parley-clients-'))
let parley: Served

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  await run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES], {
    cwd: folder,
    timeout: 300_000,
  })
  parley = await serveProcess({
    data: join(folder, 'data'),
    env: { PARLEY_SCORING_KEYS: 'tests:a-good-key:1000' },
  })
}, 400_000)
afterAll(async () => {
  await parley?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a program where the packages are installed; answers what it says, as JSON. */
async function program(text: string, imports: string[] = []): Promise<Record<string, unknown>> {
  writeFileSync(join(folder, 'program.mjs'), text)
  const { stdout } = await run(process.execPath, [...imports.flatMap(one => ['--import', one]), 'program.mjs'], {
    cwd: folder,
    env: { PATH: process.env.PATH, PARLEY: parley.url },
    timeout: 120_000,
  })
  return JSON.parse(stdout)
}

const probability = { value: expect.any(Number), type: 'PROBABILITY' }

describe('npm clients, unmodified', () => {
  it('googleapis, through the discovery document', async () => {
    const said = await program(`
      import { google } from 'googleapis'
      const clientOf = auth => google.discoverAPI(process.env.PARLEY + '/$discovery/rest?version=v1alpha1', { auth })
      const client = await clientOf('a-good-key')
      const asked = { comment: { text: ${JSON.stringify(RUDE)} }, requestedAttributes: { TOXICITY: {}, INSULT: {} }, languages: ['en'], clientToken: 'abc' }
      const failed = promise => promise.then(() => null, ({ status, code, message, response }) => ({ status: response.status, message, error: response.data.error }))
      console.log(JSON.stringify({
        methods: Object.keys(client.comments).sort(),
        analyzed: (await client.comments.analyze({ requestBody: { ...asked, spanAnnotations: true } })).data,
        byResource: (await client.comments.analyze({ resource: asked, key: 'a-good-key' })).status,
        part: (await client.comments.analyze({ requestBody: asked, fields: 'clientToken' })).data,
        suggested: (await client.comments.suggestscore({ requestBody: { comment: asked.comment, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, clientToken: 'z' } })).data,
        language: await failed(client.comments.analyze({ requestBody: { ...asked, languages: ['tlh'] } })),
        empty: await failed(client.comments.analyze({ requestBody: { ...asked, comment: { text: '' } } })),
        key: await failed((await clientOf('a-bad-key')).comments.analyze({ requestBody: asked })),
      }))`)
    expect(said).toEqual({
      methods: ['analyze', 'suggestscore'],
      analyzed: {
        attributeScores: {
          TOXICITY: { summaryScore: probability, spanScores: [expect.anything(), expect.anything()] },
          INSULT: {
            summaryScore: probability,
            spanScores: [
              { begin: 0, end: 22, score: probability },
              { begin: 23, end: RUDE.length, score: probability },
            ],
          },
        },
        languages: ['en'],
        detectedLanguages: ['en'],
        clientToken: 'abc',
      },
      byResource: 200,
      part: { clientToken: 'abc' },
      suggested: { clientToken: 'z', detectedLanguages: ['en'] },
      language: {
        status: 400,
        message: 'Attribute TOXICITY does not support request languages: tlh',
        error: expect.objectContaining({ status: 'INVALID_ARGUMENT' }),
      },
      empty: {
        status: 400,
        message: 'Comment must be non-empty.',
        error: expect.objectContaining({ code: 400 }),
      },
      key: {
        status: 400,
        message: 'API key not valid. Please pass a valid API key.',
        error: expect.objectContaining({ status: 'INVALID_ARGUMENT' }),
      },
    })
  })

  it('perspective-api-client, with only its host led here', async () => {
    writeFileSync(
      join(folder, 'here.mjs'),
      `import http from 'node:http'
      import https from 'node:https'
      import { syncBuiltinESMExports } from 'node:module'
      const { hostname, port } = new URL(process.env.PARLEY)
      const elsewhere = https.request
      https.request = (options, ...more) => options.hostname === 'commentanalyzer.googleapis.com'
        ? http.request({ ...options, protocol: 'http:', host: null, hostname, port, agent: undefined }, ...more)
        : elsewhere(options, ...more)
      syncBuiltinESMExports()`,
    )
    const said = await program(
      `
      import Perspective from 'perspective-api-client'
      const perspective = new Perspective({ apiKey: 'a-good-key' })
      const rude = ${JSON.stringify(RUDE)}
      const failed = promise => promise.then(() => null, ({ name, message, response }) => ({ name, message, status: response?.status }))
      console.log(JSON.stringify({
        one: await perspective.analyze(rude),
        several: await perspective.analyze('<p>You are <b>a</b> stupid fool.</p>', { attributes: ['toxicity', 'insult', 'severe_toxicity'] }),
        object: await perspective.analyze({ comment: { text: rude }, requestedAttributes: { THREAT: { scoreThreshold: 0.99 } }, languages: ['en'] }),
        unknown: await failed(perspective.analyze(rude, { attributes: ['nonsense'] })),
        long: await failed(perspective.analyze('é'.repeat(10_241))),
        empty: await failed(perspective.analyze('')),
        key: await failed(new Perspective({ apiKey: 'a-bad-key' }).analyze(rude)),
      }))`,
      ['./here.mjs'],
    )
    expect(said).toEqual({
      one: {
        attributeScores: { TOXICITY: { summaryScore: probability, spanScores: [expect.anything()] } },
        languages: ['en'],
        detectedLanguages: ['en'],
      },
      several: {
        attributeScores: {
          TOXICITY: expect.anything(),
          INSULT: expect.anything(),
          SEVERE_TOXICITY: expect.anything(),
        },
        languages: ['en'],
        detectedLanguages: ['en'],
      },
      object: { languages: ['en'], detectedLanguages: ['en'] },
      unknown: { name: 'ResponseError', message: 'Unknown requested attribute: NONSENSE', status: 400 },
      long: { name: 'ResponseError', message: 'Comment text too long.', status: 400 },
      empty: { name: 'TextEmptyError', message: 'text must not be empty' },
      key: { name: 'ResponseError', message: 'API key not valid. Please pass a valid API key.', status: 400 },
    })
    expect(
      (said.one as { attributeScores: { TOXICITY: { summaryScore: { value: number } } } }).attributeScores.TOXICITY
        .summaryScore.value,
    ).toBeGreaterThan(0.5)
  })

  it('openai, with its base address set', async () => {
    const said = await program(`
      import OpenAI from 'openai'
      const baseURL = process.env.PARLEY + '/v1'
      const client = new OpenAI({ baseURL, apiKey: 'a-good-key', maxRetries: 0 })
      const failed = promise => promise.then(() => null, ({ name, status, code, constructor }) => ({ kind: constructor.name, status, code }))
      const { model, results } = await client.moderations.create({ input: [${JSON.stringify(RUDE)}, 'Good morning to all of you.'] })
      console.log(JSON.stringify({
        model,
        flagged: results.map(one => one.flagged),
        harassment: results.map(one => one.categories.harassment),
        key: await failed(new OpenAI({ baseURL, apiKey: 'a-bad-key', maxRetries: 0 }).moderations.create({ input: 'x' })),
        input: await failed(client.moderations.create({ input: [] })),
      }))`)
    expect(said).toMatchObject({
      model: expect.stringMatching(/^parley-/),
      key: { kind: 'AuthenticationError', status: 401, code: 'invalid_api_key' },
      input: { kind: 'BadRequestError', status: 400, code: 'invalid_type' },
    })
    expect((said.flagged as boolean[])[1]).toBe(false)
  })
})
