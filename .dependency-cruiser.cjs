/** Which folder may know which. The folders of the pure core know no clock, no network and no framework. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed] },
});
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'nothing-imports-main', severity: 'error', from: {}, to: { path: '^src/main' } },
    { name: 'nothing-imports-the-simulation', severity: 'error', from: {}, to: { path: '^simulation/' } },
    {
      name: 'the-product-does-not-need-the-cluster',
      severity: 'error',
      from: { path: '^(src|workflows|activities|web)/' },
      to: { path: '^cluster/' },
    },
    {
      name: 'the-tracing-sdk-is-loaded-where-traces-are-on',
      comment: 'start-tracing is imported by open-tracing, when somebody wants traces',
      severity: 'error',
      from: { path: '^(src|workflows|activities)/', pathNot: '^src/tracing/(start-tracing|chosen-span-ids)' },
      to: { path: 'node_modules/@opentelemetry/(?!api/)' },
    },
    {
      name: 'tracing-is-started-by-open-tracing',
      severity: 'error',
      from: { pathNot: '^src/tracing/(open-tracing|start-tracing)' },
      to: { path: '^src/tracing/(start-tracing|chosen-span-ids)', dependencyTypesNot: ['type-only'] },
    },
    only('contracts-import-nothing', '^src/contracts/', [], 'The shapes on the wire stand alone'),
    only(
      'the-client-runs-anywhere',
      '^src/client/',
      ['^src/contracts/', 'node_modules/eventsource-parser/'],
      'Browsers and Node: no built-in module of either',
    ),
    only(
      'language-is-pure',
      '^src/language/',
      ['^src/contracts/', 'node_modules/(ohm-js|re2js)/'],
      'Its one library is ohm-js; matches needs re2js',
    ),
    only(
      'plan-is-pure',
      '^src/plan/',
      [
        '^src/contracts/',
        '^src/language/',
        '^src/schema/',
        'node_modules/@dagrejs/graphlib/',
        '^(node:)?crypto$',
        'node_modules/@viz-js/viz/',
      ],
      'The compiler and the graph',
    ),
    only(
      'workflows-are-sandboxed',
      '^workflows/',
      ['^src/contracts/', '^src/language/', 'node_modules/@temporalio/(workflow|common)/'],
      'What runs in the Temporal sandbox',
    ),
    only(
      'the-client-runs-anywhere',
      '^src/client/',
      ['^src/contracts/', 'node_modules/eventsource-parser/'],
      'In the browser as in Node',
    ),
    only(
      'the-dashboard-is-a-client',
      '^web/src/',
      [
        '^src/(client|contracts)/',
        'node_modules/(@types/)?(react|react-dom)/',
        'node_modules/(react-router|@tanstack|@xyflow|@dagrejs/dagre)/',
      ],
      'It knows the platform by its wire only',
    ),
    {
      name: 'nothing-imports-the-dashboard',
      severity: 'error',
      from: { pathNot: '^web/' },
      to: { path: '^web/' },
    },
    {
      name: 'workflows-never-parse',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        reachable: true,
        path: 'node_modules/(ohm-js|ajv|@dagrejs|@nestjs)/|^src/(storage|http|executions|schema|plan)/',
      },
    },
    {
      name: 'matches-is-the-only-use-of-re2js-in-language',
      severity: 'error',
      from: { path: '^src/language/', pathNot: '^src/language/pattern\\.ts$' },
      to: { path: 'node_modules/re2js/' },
    },
    {
      name: 'activities-never-import-workflows',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^workflows/' },
    },
    {
      name: 'activities-know-no-platform',
      severity: 'error',
      from: { path: '^activities/' },
      to: { path: '^src/(storage|http|executions|definitions|events|temporal)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    exclude: { path: '^(dist|coverage)/' },
  },
};
