// Dependencies point one way: rules, notes ← contract ← server, embed, desk; inside the server routes → verb → queries → db. docs/01-two-minutes.md draws it.
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^packages/', pathNot: allowed },
})

module.exports = {
  forbidden: [
    only('rules-stands-alone', '^packages/rules/', '^packages/rules/'),
    only('notes-stand-alone', '^packages/notes/', '^packages/notes/'),
    only('contract-knows-rules-only', '^packages/contract/', '^packages/(contract|rules)/'),
    only('embed-knows-the-contract-only', '^packages/embed/', '^packages/(embed|contract|rules)/'),
    only('desk-knows-the-contract-only', '^packages/desk/', '^packages/(desk|contract|rules)/'),
    {
      name: 'the-desk-ships-no-schemas',
      comment:
        'They bring their library with them, a third of what the browser loads. What is needed when it runs is in values.ts.',
      severity: 'error',
      from: { path: '^packages/desk/src', pathNot: '[.]test[.]ts$' },
      to: { path: '^packages/contract/src/(schemas|house-rules|authorities)[.]ts$', dependencyTypesNot: ['type-only'] },
    },
    only('server-knows-no-page', '^packages/server/', '^packages/(server|contract|rules|notes)/'),
    {
      name: 'rules-and-notes-do-no-input-or-output',
      severity: 'error',
      from: {
        path: '^packages/(rules|notes|contract)/src',
        pathNot: '[.]test[.]ts$|^packages/rules/src/(training|evaluation)/',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'nothing-that-ships-knows-training-or-evaluation',
      severity: 'error',
      from: { path: '^packages/', pathNot: '[.]test[.]tsx?$|^packages/rules/src/(training|evaluation)/' },
      to: { path: '^packages/rules/src/(training|evaluation)/|node_modules/(obscenity|bad-words)/' },
    },
    {
      name: 'evaluation-reads-files-in-one-place',
      severity: 'error',
      from: {
        path: '^packages/rules/src/evaluation/',
        pathNot: '^packages/rules/src/evaluation/main[.]ts$|[.]test[.]ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'claims-are-asked-about-and-nothing-else',
      comment:
        'Nothing that decides, holds or shows to staff may know what looks like a claim: no machine judges truth.',
      severity: 'error',
      from: {
        path: '^packages/',
        pathNot:
          '^packages/rules/src/(claims|training/claims|evaluation)|^packages/server/src/(comments/routes|plain/composer)[.]ts$|^packages/embed/src/nudge/|[.]test[.]ts$',
      },
      to: { path: '^packages/rules/src/claims' },
    },
    {
      name: 'verbs-and-queries-know-no-routes',
      severity: 'error',
      from: { path: '^packages/server/src', pathNot: '(http/(table|server|web)|routes|[.]test)[.]ts$' },
      to: { path: 'routes[.]ts$' },
    },
    {
      name: 'queries-know-no-verbs',
      severity: 'error',
      from: { path: 'server/src/[a-z]+/queries[.]ts$' },
      to: { path: 'server/src/[a-z]+/(post|edit|withdraw|respect|file|decide|change|sso|codes)[.]ts$' },
    },
    {
      name: 'db-knows-nobody',
      severity: 'error',
      from: { path: '^packages/server/src/db/' },
      to: { path: '^packages/server/src/', pathNot: '^packages/server/src/(db/|http/problems[.]ts|version[.]ts)' },
    },
    {
      name: 'one-folder-branches-the-database',
      severity: 'error',
      from: { path: '^packages/server/src', pathNot: 'db/dialect/|[.]test[.]ts$' },
      to: { path: 'node_modules/(better-sqlite3|pg)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { pathNot: '[.]test[.]ts$' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default'] },
  },
}
