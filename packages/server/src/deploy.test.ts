import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PROBLEMS } from '@parley/contract/problems.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from './config.ts'
import { ROUTES } from './http/table.ts'
import { type TestApp, testApp } from './testing.ts'

/** What is shipped for running Parley says what the program says. */

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')
const own = (text: string) => new Set(text.match(/\bPARLEY_[A-Z][A-Z_]*[A-Z]\b/g))
const sorted = (names: Iterable<string>) => [...new Set(names)].toSorted()

/** Not settings of the server: of the tests, and of a caller in an example. */
const OTHERS = ['PARLEY_RESTARTS', 'PARLEY_LONG', 'PARLEY_TEST_POSTGRES_URL', 'PARLEY_KEY', 'PARLEY_SCORES']

interface Service {
  env_file?: string
  environment?: Record<string, string>
  stop_grace_period?: string
  read_only?: boolean
  build?: { context: string; dockerfile: string }
}
interface Compose {
  services: Record<string, Service>
  networks: { inner: { ipam: { config: { subnet: string }[] } } }
}
const COMPOSE = ['deploy/compose.sqlite.yaml', 'deploy/compose.postgres.yaml']
const composeOf = (path: string) => parse(read(path), { merge: true }) as Compose
const ours = ({ services }: Compose) => Object.values(services).filter(({ env_file }) => env_file)
const example = () =>
  Object.fromEntries(
    read('deploy/parley.env.example')
      .split('\n')
      .filter(line => /^\w/.test(line))
      .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

describe('settings', () => {
  const known = own(read('packages/server/src/config.ts'))
  it.each(globSync(['deploy/*', 'docs/*.md', 'README.md', 'SECURITY.md'], { cwd: root }).toSorted())(
    '%s names none that does not exist',
    path => {
      const unknown = sorted(own(read(path))).filter(name => !known.has(name) && !OTHERS.includes(name))
      expect(unknown).toEqual([])
    },
  )
  it('are all told of in docs/configuration.md', () => {
    expect(sorted(own(read('docs/configuration.md')))).toEqual(sorted(known))
  })
  it('of the example are taken as they stand', () => {
    expect(readConfig(example())).toMatchObject({
      url: 'https://comments.paper.example',
      proxies: ['127.0.0.1', '::1'],
    })
  })
})

describe('the image', () => {
  const lines = read('deploy/Dockerfile')
  const stages = [...lines.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
  it('has the Node that Parley is tested with, in every stage', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>
    }
    const majors = new Set(Object.values(optionalDependencies).map(range => /\d+/.exec(range)![0]))
    expect(majors.size).toBe(1)
    expect(stages.map(image => /^node:(\d+)-/.exec(image!)?.[1])).toEqual(stages.map(() => [...majors][0]))
    expect(stages).toHaveLength(2)
  })
  it('copies every package’s package.json before it installs, so that a change of sources installs nothing anew', () => {
    const before = lines.slice(0, lines.indexOf('RUN npm ci'))
    for (const path of globSync('packages/*/package.json', { cwd: root })) expect(before).toContain(`COPY ${path} `)
  })
  it('runs as a number that is not root, without a shell in between, on the port that it opens', () => {
    const last = lines.slice(lines.lastIndexOf('FROM '))
    expect(last).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
    expect(last).toMatch(/^ENTRYPOINT \["node", "packages\/server\/bin\/parley\.mjs"\]$/m)
    const port = /^EXPOSE (\d+)$/m.exec(last)![1]
    expect(last).toContain(`PARLEY_PORT=${port} `)
    const [, data] = /PARLEY_DATA=(\S+)/.exec(last)!
    expect(last).toContain(`VOLUME ${data}\n`)
    expect(last).toMatch(/HEALTHCHECK[\s\S]*\/healthz/)
  })
})

describe.each(COMPOSE)('%s', path => {
  const compose = composeOf(path)
  const { proxy } = compose.services
  it('trusts the network that its proxy is in, and no wider one', () => {
    const subnets = compose.networks.inner.ipam.config.map(({ subnet }) => subnet)
    for (const { environment } of ours(compose)) {
      const settings = { ...example(), ...environment }
      expect(readConfig(settings).proxies).toEqual(subnets)
    }
  })
  it('has its proxy ask every process, at the port of the image', () => {
    const names = Object.entries(compose.services).filter(([, { env_file }]) => env_file)
    expect(proxy!.environment!.UPSTREAMS).toBe(names.map(([name]) => `${name}:8080`).join(' '))
    expect(names).toHaveLength(path.includes('postgres') ? 2 : 1)
  })
  it('gives them more time to stop than they take, and nothing to write to but their data', () => {
    for (const one of ours(compose)) {
      expect(Number.parseInt(one.stop_grace_period!, 10) * 1000).toBeGreaterThan(STOP)
      expect(one.read_only).toBe(true)
      expect(one.build).toEqual({ context: '..', dockerfile: 'deploy/Dockerfile' })
    }
  })
})
/** How long a stop may take, in milliseconds. */
const STOP = Number(/^const STOP = ([\d_]+)$/m.exec(read('packages/server/src/main.ts'))![1]!.replace('_', ''))

describe('deploy/parley.service', () => {
  const section: Record<string, string[]> = {}
  for (const line of read('deploy/parley.service').split('\n')) {
    if (!line || line.startsWith('#') || /^\[\w+\]$/.test(line)) continue
    const [, name, value] = /^(\w+)=(.*)$/.exec(line)!
    section[name!] = [...(section[name!] ?? []), value!]
  }
  it('is sent the signal to stop itself, with more time than it takes', () => {
    expect(section.ExecStart![0]).toMatch(/^\/opt\/parley\/node_modules\/\.bin\/node .*\/bin\/parley\.mjs serve$/)
    expect(Number(section.TimeoutStopSec![0]) * 1000).toBeGreaterThan(STOP)
    // It tells nobody that it is ready, so nobody may wait for that.
    expect(section.Type).toEqual(['exec'])
    expect(section.Restart).toEqual(['on-failure'])
  })
  it('may write to its data alone', () => {
    expect(section.ProtectSystem).toEqual(['strict'])
    expect(section.ReadWritePaths).toBeUndefined()
    expect(section.Environment!.join(' ')).toContain(`PARLEY_DATA=/var/lib/${section.StateDirectory![0]}`)
    expect(section.NoNewPrivileges).toEqual(['yes'])
    expect(section.CapabilityBoundingSet).toEqual([''])
    // V8 could not start.
    expect(section.MemoryDenyWriteExecute).toBeUndefined()
  })
})

describe('the proxies', () => {
  const nginx = read('deploy/nginx.conf').replace(/^\s*#.*$/gm, '')
  it('say who asks in place of what he wrote there himself, compress and keep nothing, and show nobody the numbers', () => {
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
    expect(nginx).not.toContain('$proxy_add_x_forwarded_for')
    expect(nginx).toContain('gzip off;')
    expect(nginx).not.toContain('proxy_cache')
    expect(nginx).toContain('location = /metrics { return 404; }')
    const caddy = read('deploy/Caddyfile').replace(/^\s*#.*$/gm, '')
    expect(caddy).not.toMatch(/\bencode\b|trusted_proxies/)
    expect(caddy).toContain('respond /metrics 404')
  })
  it('pass on streams at once', () => {
    const [, pattern, body] = /location ~ (\S+stream\S*) \{([^}]*)\}/.exec(nginx)!
    const streams = ROUTES.filter(({ url }) => url.endsWith('/stream')).map(({ url }) => url)
    expect(streams).toHaveLength(2)
    for (const url of streams) expect(url).toMatch(new RegExp(pattern!))
    expect(ROUTES.filter(({ url }) => new RegExp(pattern!).test(url))).toHaveLength(2)
    expect(body).toContain('proxy_buffering off;')
  })
})

describe('what is watched', () => {
  let t: TestApp
  let metrics: Map<string, readonly string[]>
  beforeAll(async () => {
    t = await testApp()
    metrics = new Map([['up', []]])
    for (const one of t.app.metrics.registry.getMetricsAsArray() as unknown as {
      name: string
      labelNames: string[]
      type: string
    }[])
      for (const suffix of one.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''])
        metrics.set(one.name + suffix, one.labelNames)
  })
  afterAll(() => t.close())

  /** Labels that Prometheus itself gives. */
  const GIVEN = ['job', 'instance', 'le']
  const KEYWORDS =
    /^(sum|min|max|rate|increase|count|absent|time|by|histogram_quantile|predict_linear|label_values|job|__rate_interval)$/

  function check(query: string) {
    const bare = query.replace(/\[[^\]]*\]/g, '')
    const labels = new Map<string, string[]>()
    const names = [...bare.replace(/"[^"]*"/g, '""').matchAll(/\b([a-z_][a-z_\d]+)\b(?:\{([^}]*)\})?/g)]
    for (const [, name, inner] of names) {
      if (KEYWORDS.test(name!) && !metrics.has(name!)) continue
      if (inner !== undefined || metrics.has(name!))
        labels.set(
          name!,
          [...(inner ?? '').matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label!),
        )
    }
    expect(labels.size, query).toBeGreaterThan(0)
    const all = new Set(GIVEN)
    for (const [name, used] of labels) {
      expect([...metrics.keys()], query).toContain(name)
      for (const label of metrics.get(name) ?? []) all.add(label)
      for (const label of used) expect([...(metrics.get(name) ?? []), ...GIVEN], query).toContain(label)
    }
    for (const [, list] of bare.matchAll(/\bby \(([^)]*)\)/g))
      for (const label of list!.split(/,\s*/)) expect([...all], query).toContain(label)
    for (const [, code] of bare.matchAll(/\bcode="([^"]*)"/g)) expect(Object.keys(PROBLEMS)).toContain(code)
    for (const [, route] of bare.matchAll(/\broute="([^"]*)"/g))
      expect(ROUTES.map(({ method, url }) => `${method} ${url}`)).toContain(route)
  }

  it('on the dashboard is all on /metrics', () => {
    const { panels } = JSON.parse(read('deploy/dashboard.json')) as { panels: { targets?: { expr: string }[] }[] }
    const queries = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    expect(queries.length).toBeGreaterThan(30)
    for (const query of queries) check(query)
  })
  it('by the alerts is all on /metrics, and each says what to do', () => {
    const { groups } = parse(read('deploy/alerts.yaml')) as {
      groups: {
        rules: { alert: string; expr: string; labels: { severity: string }; annotations: Record<string, string> }[]
      }[]
    }
    const rules = groups.flatMap(one => one.rules)
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
    for (const { alert, expr, labels, annotations } of rules) {
      check(expr)
      expect(['page', 'ticket'], alert).toContain(labels.severity)
      expect(annotations.do?.length, alert).toBeGreaterThan(40)
      expect(annotations.summary, alert).toBeTruthy()
    }
  })
  it('a name that is not there would be noticed', () => {
    expect(() => check('rate(parley_no_such_thing{job="parley"}[5m])')).toThrow()
    expect(() => check('sum by (reader) (parley_streams_open{job="parley"})')).toThrow()
    expect(() => check('sum(rate(parley_refusals_total{code="no.such"}[5m]))')).toThrow()
  })
})
